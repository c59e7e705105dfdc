-- What was seen beside when: a posting seen again, with another wording.
UPDATE posting_life SET content_hash = 'ä5', last_seen = '2024-06-02T06:00:00Z' WHERE posting_id = '0000000000000001';
