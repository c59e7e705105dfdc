"""Make the sketch of a text: its MinHash, its words and its marks."""
