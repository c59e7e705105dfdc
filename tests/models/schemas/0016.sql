-- Views only: no table, column or value is new.
UPDATE survey SET title = title WHERE title = '';
