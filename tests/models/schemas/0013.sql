-- Tables of other names: a posting that opened once more, with its fingerprint and a key.
UPDATE posting_life SET status_changes = 10 WHERE posting_id = '0000000000000002';
INSERT INTO status_change (posting_id, n, run_id, at, status, reason) VALUES
 ('0000000000000002', 10, '20240601T060000Z-1', '2024-06-01T06:00:00Z', 'open', 'seen');
INSERT INTO fingerprint (posting_id, source, listing, company, title, role, level, cities, countries, pay_min, pay_max, pay_currency, posted_on, requisition, addresses, language, shingles, sketch, digest) VALUES
 ('0000000000000002', 'ashby', NULL, 'brånn', 'data; scientist', NULL, NULL, '', '', NULL, NULL, NULL, NULL, NULL, '', 'sv', 1, X'ff00', 'd2');
INSERT INTO fingerprint_key (posting_id, key) VALUES ('0000000000000002', -1);
