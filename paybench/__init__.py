"""PayBench: labelled texts of job postings, and how well readers of pay read them."""
