"""The pay of a posting: which part of it counts, which band, and what contradicts it."""
