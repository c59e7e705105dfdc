-- The survey by its name.
INSERT INTO survey (dataset, survey_id, work_year, title, employee_country, company_country, company_size, currency, pay_min, pay_max, usd_min, usd_max, is_band, is_clipped, times) VALUES
 ('aijobs', '00000000000000a2', 2025, 'Zebra', 'SE', 'SE', 'L', 'SEK', 1, 1, 1, 1, FALSE, FALSE, 1);
