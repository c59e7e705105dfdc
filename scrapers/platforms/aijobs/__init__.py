"""Readers of ai-jobs.net and its successors aijobs.net and foorilla.com."""
