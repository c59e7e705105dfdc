"""The days a posting was posted and closes."""
