"""Find duplicates: fingerprints, blocking, comparison, rules, clusters."""
