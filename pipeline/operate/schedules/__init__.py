"""Files that have Payband run by the clock: cron, systemd, GitHub Actions."""
