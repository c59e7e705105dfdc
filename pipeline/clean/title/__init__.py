"""Read a job title: short title, level, role, relevance to AI."""
