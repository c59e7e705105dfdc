"""Find where a description advertises other jobs than its own, and whether it gives its pay."""
