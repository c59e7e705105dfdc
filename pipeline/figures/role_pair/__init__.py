"""One role against another: pay, what is asked for, who posts, and when."""
