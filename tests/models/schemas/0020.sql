-- Figures that the next run of a source is compared with.
UPDATE source_run SET flagged = 3 WHERE source = (SELECT min(source) FROM source_run);
INSERT INTO source_pay (source, employer, role, level, country, currency, median) VALUES
 ('greenhouse', 'acme', 'Data Engineer', '', 'DE', 'EUR', 67250.5),
 ('greenhouse', 'acme', 'Data Engineer', 'senior', 'DE', 'EUR', 81000);
