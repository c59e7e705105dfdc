"""Readers that platforms share, for untrusted values, JSON, XML, addresses and pay ranges."""
