-- Where a remote job may be done from.
UPDATE job_posting SET remote_from = 'DE; EMEA' WHERE posting_id = '0000000000000001';
