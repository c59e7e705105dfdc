"""The site of the documents, and the pages of it that are made."""
