"""What a title says: short title, level, role, relevance to AI."""
