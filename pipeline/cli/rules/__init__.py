"""Commands about rules, sources and exchange rates."""
