"""The tables of the report's page: words and drawings, made of the figures."""
