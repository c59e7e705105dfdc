"""From characters to tokens: numbers, words of pay, scales."""
