"""Give each job of a comment what is said of it elsewhere than in its own line."""
