-- A fingerprint of a description that is cut off, and a posting listed twice in its job.
UPDATE fingerprint SET cut = TRUE WHERE posting_id = '0000000000000002';
INSERT INTO listed_twice (posting_id) SELECT '0000000000000001'
 WHERE NOT EXISTS (SELECT 1 FROM listed_twice WHERE posting_id = '0000000000000001');
