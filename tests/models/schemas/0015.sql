-- Which band counts: of a row cleaned since, and empty in those cleaned before.
UPDATE job_posting SET annual_mid = 135000, headline_by = 'middle', bands = 3, span_min = 101000.5, span_max = 160000, net = FALSE, facts = 'pro_rata; foreign_currency' WHERE posting_id = '0000000000000001';
UPDATE job_posting SET net = TRUE WHERE posting_id = '00000000000000ff';
