"""What keeps the project in order: nothing of it is installed."""
