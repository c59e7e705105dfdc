"""Statistics of advertised pay: frames in, figures out. No store, no files, no clock."""
