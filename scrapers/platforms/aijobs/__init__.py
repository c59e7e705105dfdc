"""ai-jobs.net and its successors."""
