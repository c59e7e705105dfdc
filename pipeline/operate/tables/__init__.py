"""Clean and audit tables that people bring, on several cores."""
