"""Platforms: one module for each kind of site, with its requests and its record reader."""
