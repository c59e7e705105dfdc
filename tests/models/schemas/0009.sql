-- A history: a posting edited, closed, opened again; one that repeats another; what sources came to.
UPDATE posting_life SET status = 'closed', closed_on = '2024-03-05', status_at = '2024-03-05T06:00:00Z', turns = 2, absent_since = '2024-03-04T06:00:00Z' WHERE posting_id = '0000000000000002';
UPDATE posting_life SET gone_at = '2024-03-05T06:00:00.250000Z', repost_of = '0000000000000002' WHERE posting_id = '0000000000000001';
INSERT INTO posting_version (posting_id, n, run_id, at, content_hash, was) VALUES
 ('0000000000000001', 9, NULL, '2024-03-05T06:00:00Z', 'a1', '{"salary":"€1 – \"2\"","salary_fields":[{"is_ote":true,"min":"1"}]}');
INSERT INTO sighting (posting_id, n, run_id, at, status, reason) VALUES
 ('0000000000000002', 9, '20240305T060000Z-1', '2024-03-05T06:00:00Z', 'closed', 'absent');
INSERT INTO source_run (run_id, source, at, state, postings, pay, location, role, company, posted_on, opened, closed, expired, accepted, message) VALUES
 ('20240305T060000Z-1', 'ashby', '2024-03-05T06:00:00Z', 'healthy', 2147483647, 1, 1, 1, 1, 0, 0, 1, 0, TRUE, NULL),
 ('20240305T060000Z-1', 'jsonld', '2024-03-05T06:00:00Z', 'held', 0, 0, 0, 0, 0, 0, 0, 0, 0, FALSE, 'postings: 0, at least 1 (a gate''s "reason")');
