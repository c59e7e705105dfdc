-- Text by bytes: employers that languages and bytes put in another order.
INSERT INTO benchmark (dataset, benchmark_id, work_year, title, employee_country, company_country, company_size, currency, pay_min, pay_max, usd_min, usd_max, is_band, is_clipped, times) VALUES
 ('Zz', 'b', 2024, 'Ångström', 'SE', 'SE', 'L', 'SEK', 1, 1, 1, 1, FALSE, FALSE, 1),
 ('aa', 'B', 2024, 'zebra', 'SE', 'SE', 'L', 'SEK', 1, 1, 1, 1, FALSE, FALSE, 1),
 ('aa', 'a', 2024, 'Zebra', 'SE', 'SE', 'L', 'SEK', 1, 1, 1, 1, FALSE, FALSE, 1);
