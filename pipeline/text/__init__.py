"""Text tools that know nothing of jobs: encodings, HTML, words, phrases, sentences."""
