-- Where the level was read, its code, the short title: empty in rows cleaned before.
UPDATE job_posting SET title_short = 'Ingénieur·e ML', level_from = 'title', experience_level = 'SE' WHERE posting_id = '0000000000000001';
UPDATE job_posting SET level_from = 'experience', experience_level = 'EN' WHERE posting_id = '00000000000000ff';
