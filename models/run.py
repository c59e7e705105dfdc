"""Runs: one row for each run, each board of a run, and each refused record."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column
from models.vocab import RunState


@dataclass(slots=True, kw_only=True)
class Run:
    """One execution of `payband run` or `payband crawl`."""

    run_id: str = column("Start time and a counter, such as `20261028T060000Z-1`.", key=True)
    started_at: datetime = column(
        "Start of the run. A replay has the time of the archive.", unit="UTC"
    )
    finished_at: datetime | None = column(
        "End of the run. A replay has the time of the archive.", unit="UTC", default=None
    )
    state: RunState = column("State of the run or crawl.", default=RunState.RUNNING)
    replayed: bool = column("True if the responses came from an archive.", default=False)
    archive: str | None = column(
        "File name of the archive that the run wrote or read.", default=None
    )
    rules_version: str | None = column("Version of the rules that read the postings.", default=None)
    version: str | None = column("Version of Payband.", default=None)


@dataclass(slots=True, kw_only=True)
class CrawlRun:
    """Counts of one board in one run. `seen` is the sum of the five counts after it."""

    run_id: str = column("Id of the run.", key=True)
    source: str = column("Name of the source.", key=True)
    board: str = column("Name of the board. Empty if the source has no boards.", key=True)
    started_at: datetime = column(
        "Time of the first response. A replay has the time of the archive.", unit="UTC"
    )
    finished_at: datetime | None = column("Time of the last response.", unit="UTC", default=None)
    state: RunState = column("State of the run or crawl.", default=RunState.RUNNING)
    responses: int = column("Responses received.", default=0)
    errors: int = column("Requests that failed and pages that could not be read.", default=0)
    seen: int = column("Records found.", default=0)
    new: int = column("Records stored for the first time.", default=0)
    changed: int = column("Records that changed since they were last stored.", default=0)
    unchanged: int = column("Records that did not change.", default=0)
    quarantined: int = column("Records refused and kept in quarantine with the reason.", default=0)
    ruled_out: int = column(
        "Records left out by a rule of the source (unlisted, prospect post).", default=0
    )
    message: str | None = column("Error message.", default=None)


@dataclass(slots=True, kw_only=True)
class SourceRun:
    """Result of one source in one run, after its postings were cleaned and checked.

    The counts after `postings` are postings seen in the run that have the field.
    """

    run_id: str = column("Id of the run.", key=True)
    source: str = column("Name of the source.", key=True)
    at: datetime = column("Start of the run.", unit="UTC")
    state: RunState = column("`healthy` if the crawl was complete and passed every gate.")
    postings: int = column("Postings found.", default=0)
    pay: int = column("Postings that state pay.", default=0)
    location: int = column("Postings that state a place.", default=0)
    role: int = column("Postings with a known role.", default=0)
    company: int = column("Postings with an employer.", default=0)
    posted_on: int = column("Postings with a date of posting.", default=0)
    flagged: int | None = column(
        "Postings with flagged pay. Empty in runs of an older Payband.", default=None
    )
    opened: int = column("Postings that were closed or expired and are open again.", default=0)
    closed: int = column("Postings that this run closed.", default=0)
    expired: int = column("Postings past their last day to apply.", default=0)
    accepted: bool = column(
        "True if the user accepted a drop or other figures (`--accept-drop`).", default=False
    )
    message: str | None = column("Reason why a gate held the source, or a warning.", default=None)


@dataclass(slots=True, kw_only=True)
class Quarantine:
    """A record that was refused. It is kept whole, with the reason."""

    run_id: str = column("Run that found the record.", key=True)
    source: str = column("Name of the source.", key=True)
    n: int = column("Number of the refused record within run and source, from 0.", key=True)
    board: str = column("Name of the board.", default="")
    reason: str = column("Code of the reason, such as `missing_title`.")
    detail: str = column("The reason in words.")
    url: str | None = column("Address of the page.", default=None)
    record: str = column("The record as JSON, as far as it could be read.")
