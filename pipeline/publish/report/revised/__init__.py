"""What moved since an earlier report, and why: its jobs, those of now, what people put right."""
