"""Commands for the store: archive, db, purge, quarantine, survey."""
