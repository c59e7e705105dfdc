-- Pages to ask about again.
INSERT INTO page (source, url, etag, last_modified, fetched_at, file, "offset") VALUES
 ('ashby', 'https://api.example/posting-api/job-board/quillmere?includeCompensation=true', 'W/"ü-1"', '', '2024-03-01T06:00:00Z', 'data/archive/20240229T235959Z-1/ashby.warc.gz', 0),
 ('jsonld', 'https://tärn.example/Ä-1', '', 'Thu, 29 Feb 2024 23:59:59 GMT', '2024-03-01T06:00:00.500000Z', 'data/archive/20240301T060000Z-1/jsonld.warc.gz', 2147483647);
