-- Education, experience, industry: of a row cleaned since, and empty in those cleaned before.
UPDATE job_posting SET education_required = TRUE, education_fields = 'computer science; Mathématiques', experience_min = 0, experience_max = 5, industry = 'software' WHERE posting_id = '0000000000000001';
UPDATE job_posting SET education_required = FALSE WHERE posting_id = '00000000000000ff';
