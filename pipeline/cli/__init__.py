"""The command line (click), with one module per command."""
