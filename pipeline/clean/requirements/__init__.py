"""What a job asks for: skills, education, years of experience."""
