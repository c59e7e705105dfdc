-- Surveys to compare with.
INSERT INTO benchmark (dataset, benchmark_id, work_year, title, role, level, employment_type, workplace, employee_country, company_country, company_size, currency, pay_min, pay_max, usd_min, usd_max, is_band, is_clipped, times) VALUES
 ('aijobs', '00000000000000a0', 2024, 'Data Scientist', 'data_scientist', 'senior', 'full_time', 'remote', 'US', 'US', 'M', 'USD', 15000, 800000, 15000, 800000, TRUE, TRUE, 12),
 ('aijobs', '00000000000000a1', 2020, 'Prompt-Bändiger', NULL, NULL, NULL, NULL, 'DE', 'CH', 'S', 'EUR', 51999.99, 51999.99, 59303.0001, 59303.0001, FALSE, FALSE, 1);
