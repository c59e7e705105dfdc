"""General text tools, independent of jobs: encodings, HTML, words, phrases, sentences."""
