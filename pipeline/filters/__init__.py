"""Search words: which jobs a command shows, by role, level, place, employer, day and pay."""
