"""Output of the command line: tables, JSON, messages and streams."""
