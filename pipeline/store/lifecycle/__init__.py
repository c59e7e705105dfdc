"""A posting's life: first seen, changed, closed, reposted."""
