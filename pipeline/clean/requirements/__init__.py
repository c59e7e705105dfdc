"""Requirements of a job: skills, education, years of experience."""
