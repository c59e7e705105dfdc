"""Parts of the settings: marks of secrets, the table of notices, messages about errors."""
