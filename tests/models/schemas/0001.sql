-- The first tables. Awkward on purpose: umlauts, quotes, a backslash, an emoji, right to left, JSON,
-- line breaks, empty texts, NULLs, a leap day, microseconds, cents, the largest count.
INSERT INTO run (run_id, started_at, finished_at, state, replayed, archive, rules_version, version) VALUES
 ('20240229T235959Z-1', '2024-02-29T23:59:59Z', '2024-03-01T00:10:00.000001Z', 'complete', FALSE, '20240229T235959Z-1', '1.0.0', '0.1.0'),
 ('20240301T060000Z-1', '2024-03-01T06:00:00Z', NULL, 'aborted', TRUE, NULL, NULL, NULL);
INSERT INTO crawl_run (run_id, source, board, started_at, finished_at, state, responses, errors, seen, "new", changed, unchanged, quarantined, ruled_out, message) VALUES
 ('20240229T235959Z-1', 'ashby', 'quillmere', '2024-02-29T23:59:59Z', '2024-03-01T00:00:01Z', 'complete', 3, 0, 3, 2, 0, 0, 1, 0, NULL),
 ('20240229T235959Z-1', 'jsonld', '', '2024-02-29T23:59:59Z', NULL, 'partial', 2147483647, 1, 1, 0, 1, 0, 0, 0, 'timeout: "https://tärn.example/a?b=%20c&d"');
INSERT INTO raw_posting (posting_id, source, source_key, url, title, board, company, location, workplace, employment, level, salary, salary_fields, posted, closes, description_html, country, extra, fetched_at, content_hash, run_id) VALUES
 ('0000000000000001', 'ashby', 'quillmere:1', 'https://quillmere.example/jobs/1?a=%C3%BC', 'Ingénieur·e ML 🚀 – "Sr."', 'quillmere', 'Quillmere & Söhne GmbH', 'München; 東京', 'Remote', 'FullTime', '', '€60.000 – €80.000,50', '[{"currency":"EUR","label":"Zone \"A\"","max":"80000.50","min":"60000","unit":"YEAR"}]', '2024-02-29', '', '<p>Wir suchen…</p>
<p>O''Neill \n 100 %; --</p>', 'DE', '{"list":[1,null,{"ü":true}],"n":9223372036854775807}', '2024-02-29T23:59:59Z', 'a1', '20240229T235959Z-1'),
 ('0000000000000002', 'ashby', 'quillmere:2', 'https://quillmere.example/jobs/2', 'مهندس بيانات', 'quillmere', '', '', '', '', '', '', '[]', '', '', '', '', '{}', '2024-02-29T23:59:59.123456Z', 'a2', NULL),
 ('00000000000000ff', 'jsonld', 'tärn:Ä-1', 'https://tärn.example/Ä-1', 'Data Analyst', '', 'Tärn AB', 'Göteborg', '', 'PART_TIME', 'junior', '45 000 kr/mån', '[]', 'vor 3 Tagen', '2024-03-31', '<b>SQL</b>', 'SE', '{"page":"a;b"}', '2024-03-01T06:00:00Z', 'a3', '20240301T060000Z-1');
INSERT INTO posting_life (posting_id, first_seen, last_seen, closed_on, status) VALUES
 ('0000000000000001', '2024-02-29T23:59:59Z', '2024-03-01T06:00:00Z', NULL, 'open'),
 ('0000000000000002', '2024-02-29T23:59:59.123456Z', '2024-02-29T23:59:59.123456Z', NULL, 'open'),
 ('00000000000000ff', '2024-03-01T06:00:00Z', '2024-03-01T06:00:00Z', NULL, 'open');
INSERT INTO job_posting (posting_id, source, source_key, url, company, title, role, role_family, level, ai_relevance, employment_type, workplace, location, city, region, country, posted_on, closes_on, salary_text, salary_min, salary_max, salary_currency, salary_period, salary_kind, salary_origin, annual_min, annual_max, annual_min_usd, annual_max_usd, fx_date, salary_status, flags, skills, education, language, rules_version, raw_hash, content_hash) VALUES
 ('0000000000000001', 'ashby', 'quillmere:1', 'https://quillmere.example/jobs/1?a=%C3%BC', 'Quillmere & Söhne', 'Ingénieur·e ML 🚀 – "Sr."', 'machine_learning_engineer', 'engineering', 'senior', 'core', 'full_time', 'remote', 'München; 東京', 'Munich; Tokyo', 'BY', 'DE; JP', '2024-02-29', NULL, '€60.000 – €80.000,50', 60000, 80000.5, 'EUR', 'year', 'base', 'structured', 60000, 80000.5, 64986.0001, 86648.5416, '2024-02-29', 'ok', '', 'PyTorch; SQL', 'master', 'de', '1.0.0', 'a1', 'b1'),
 ('0000000000000002', 'ashby', 'quillmere:2', NULL, NULL, 'مهندس بيانات', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'absent', '', '', NULL, 'ar', '1.0.0', 'a2', 'b2'),
 ('00000000000000ff', 'jsonld', 'tärn:Ä-1', 'https://tärn.example/Ä-1', 'Tärn', 'Data Analyst', 'data_analyst', 'analytics', 'entry', 'adjacent', 'part_time', 'onsite', 'Göteborg', 'Gothenburg', NULL, 'SE', NULL, '2024-03-31', '45 000 kr/mån', 1111111000, NULL, 'SEK', 'month', 'base', 'text', 13333332000, NULL, NULL, NULL, NULL, 'flagged', 'placeholder; above_ceiling', '', NULL, 'sv', '1.0.0', 'a3', 'b3');
INSERT INTO salary_band (posting_id, n, headline, label, min, max, currency, currency_inferred, period, period_inferred, kind, origin, evidence, months, net, facts, annual_min, annual_max, flags) VALUES
 ('0000000000000001', 0, TRUE, 'Zone "A"', 60000, 80000.5, 'EUR', FALSE, 'year', FALSE, 'base', 'structured', '€60.000 – €80.000,50', 14.5, FALSE, 'pro_rata', 60000, 80000.5, ''),
 ('0000000000000001', 1, FALSE, NULL, 0.05, NULL, NULL, TRUE, NULL, TRUE, 'ote', 'description', NULL, NULL, NULL, '', NULL, NULL, 'not_base'),
 ('00000000000000ff', 0, TRUE, NULL, 1111111000, NULL, 'SEK', FALSE, 'month', FALSE, 'base', 'text', '45 000 kr/mån', NULL, TRUE, 'b2b; super_included', 13333332000, NULL, 'placeholder; above_ceiling');
INSERT INTO issue (posting_id, n, run_id, code, severity, field, raw_value, detail) VALUES
 ('0000000000000002', 0, NULL, 'pay_absent', 'info', 'salary_min', NULL, NULL),
 ('00000000000000ff', 0, '20240301T060000Z-1', 'pay_flagged', 'warning', 'salary_min', '45 000 kr/mån', 'above_ceiling: "1,1 Mrd."');
INSERT INTO quarantine (run_id, source, n, board, reason, detail, url, record) VALUES
 ('20240229T235959Z-1', 'ashby', 0, 'quillmere', 'missing_title', 'title is empty: source=''ashby''', NULL, '{"title":"","x":[1.5,"\u0000",null]}'),
 ('20240229T235959Z-1', 'jsonld', 2147483647, '', 'unreadable_json', '', 'https://tärn.example/Ä-2', '');
