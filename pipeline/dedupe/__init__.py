"""Which postings are one job: fingerprints, blocking, comparison, rules, clusters."""
