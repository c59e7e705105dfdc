"""Employment type: full-time, contract, internship and others."""
