"""Say which postings of a source a run closed, expired or opened again."""

from models.run import SourceRun


def status_changes(run: SourceRun) -> str:
    """Return `3 closed, 1 expired, 2 open again`, without the counts of 0; "" where all are."""
    counts = {"closed": run.closed, "expired": run.expired, "open again": run.opened}
    return ", ".join(f"{count:,} {words}" for words, count in counts.items() if count)
