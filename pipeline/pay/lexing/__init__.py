"""Split text into tokens: numbers, words of pay, scales."""
