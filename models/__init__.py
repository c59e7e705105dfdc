"""MEAN: the records, the vocabularies and the tables everyone shares. Imports nothing of ours."""
