"""Who the employer is, and in which industry."""
