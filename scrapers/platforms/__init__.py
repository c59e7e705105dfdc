"""One file per kind of site."""
