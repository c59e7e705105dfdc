"""One role beside another."""
