-- Prints and jobs: negative and largest keys, a sketch of every kind of byte, a posting still pending.
INSERT INTO job_print (posting_id, source, listing, company, title, role, level, cities, countries, pay_min, pay_max, pay_currency, posted_on, requisition, addresses, language, shingles, sketch, digest) VALUES
 ('0000000000000001', 'ashby', 'ashby/quillmere', 'quillmere', 'ingenieur; ml', 'machine_learning_engineer', 'senior', 'munich; tokyo', 'DE; JP', 60000, 80000.5, 'EUR', '2024-02-29', 'R-1; "x"', 'ashby/1; tärn.example/1', 'de', 7, X'00010a27225c7f80ff', 'd1'),
 ('00000000000000ff', 'jsonld', NULL, NULL, '', NULL, NULL, '', '', NULL, NULL, NULL, NULL, NULL, '', NULL, 0, NULL, 'd3');
INSERT INTO print_key (posting_id, key) VALUES
 ('0000000000000001', -9223372036854775808),
 ('0000000000000001', 9223372036854775807),
 ('00000000000000ff', 0);
INSERT INTO job_pending (posting_id) VALUES ('0000000000000002');
INSERT INTO same_job (posting_id, duplicate_of, matched, rule) VALUES ('00000000000000ff', '0000000000000001', '0000000000000001', 'text_and_pay');
