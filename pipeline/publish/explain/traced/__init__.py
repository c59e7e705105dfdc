"""What the rules say of the words of a title, a place, a board's fields or a description."""
