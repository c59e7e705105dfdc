"""Commands for operation: completion, crawl, doctor, schedule, status."""
