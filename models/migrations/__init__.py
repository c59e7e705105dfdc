"""The schemas that were released, one after another."""
