-- A correction by a person.
INSERT INTO correction (posting_id, field, value, was, why, at, content_hash) VALUES
 ('0000000000000001', 'salary_max', '120000', '12000', 'typo in the ad', '2026-10-28T06:00:00Z', '0');
