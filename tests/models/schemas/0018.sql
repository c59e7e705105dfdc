-- A posting whose board names its department and offers equity.
UPDATE job_posting SET department = 'Research', equity = '0.1% - 0.4%' WHERE posting_id = '0000000000000001';
