-- A page far back in a large archive file.
INSERT INTO page (source, url, etag, last_modified, fetched_at, file, "offset") VALUES
 ('ashby', 'https://api.example/large', '"3"', '', '2024-03-01T06:00:00Z', 'data/archive/20240301T060000Z-1/ashby.warc.gz', 5000000000);
