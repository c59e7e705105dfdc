"""Operate Payband: runs, crawl processes, gates, schedules, worker processes."""
