"""Operate: runs, locks, schedules; where crawls are started."""
