-- A raw posting whose body was purged.
UPDATE raw_posting SET purged_at = '2024-05-30T00:00:00Z', description_html = '', extra = '{}' WHERE posting_id = '00000000000000ff';
