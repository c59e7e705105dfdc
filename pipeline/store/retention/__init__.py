"""What is deleted, and when: archives and personal data."""
