"""Keep: the engine, raw postings in, cleaned postings upserted, runs and their counts."""
