"""Which postings are one job: prints, what they share, and the rules that decide."""
