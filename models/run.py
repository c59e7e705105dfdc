"""What a run did: one row a run, one a board, and one for each record that was refused."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column
from models.vocab import RunState


@dataclass(slots=True, kw_only=True)
class Run:
    """One execution of `payband run` or `payband crawl`."""

    run_id: str = column("Start time and a counter, such as `20261028T060000Z-1`.", key=True)
    started_at: datetime = column("When it began; in a replay, the archive's time.", unit="UTC")
    finished_at: datetime | None = column("When it ended, likewise.", unit="UTC", default=None)
    state: RunState = column("How far it came.", default=RunState.RUNNING)
    replayed: bool = column("Whether it was answered from an archive.", default=False)
    archive: str | None = column("File name of the archive it wrote or read.", default=None)
    rules_version: str | None = column("Which rules read its postings.", default=None)
    version: str | None = column("Which Payband ran.", default=None)


@dataclass(slots=True, kw_only=True)
class CrawlRun:
    """What one board's crawl saw. `seen` is the sum of the five counts after it."""

    run_id: str = column("The run.", key=True)
    source: str = column("The source.", key=True)
    board: str = column("The board; empty where the source has one.", key=True)
    started_at: datetime = column(
        "Its first response; in a replay, the archive's time.", unit="UTC"
    )
    finished_at: datetime | None = column("Its last response.", unit="UTC", default=None)
    state: RunState = column("How far it came.", default=RunState.RUNNING)
    responses: int = column("Responses received.", default=0)
    errors: int = column("Requests given up and callbacks that raised.", default=0)
    seen: int = column("Records met.", default=0)
    new: int = column("Stored for the first time.", default=0)
    changed: int = column("Stored anew, different from before.", default=0)
    unchanged: int = column("Already there, the same.", default=0)
    quarantined: int = column("Refused, kept in quarantine with the reason.", default=0)
    ruled_out: int = column(
        "Left out by a rule of the source (unlisted, prospect post).", default=0
    )
    message: str | None = column("What went wrong, in words.", default=None)


@dataclass(slots=True, kw_only=True)
class SourceRun:
    """What one source came to in a run, once its postings were cleaned, judged and settled.

    The counts after `postings` are of the postings seen in the run that have the field.
    """

    run_id: str = column("The run.", key=True)
    source: str = column("The source.", key=True)
    at: datetime = column("When the run began.", unit="UTC")
    state: RunState = column("The verdict: `healthy` where it came whole and passed every gate.")
    postings: int = column("Postings seen.", default=0)
    pay: int = column("With pay stated.", default=0)
    location: int = column("With a place.", default=0)
    role: int = column("With a title that a role was found for.", default=0)
    company: int = column("With an employer.", default=0)
    posted_on: int = column("With the day it was posted.", default=0)
    opened: int = column("Postings that were closed or expired, and opened again.", default=0)
    closed: int = column("Postings found closed.", default=0)
    expired: int = column("Postings whose own date had passed.", default=0)
    accepted: bool = column("Whether the user accepted its drop.", default=False)
    message: str | None = column("What held it, or what a gate warns of.", default=None)


@dataclass(slots=True, kw_only=True)
class Quarantine:
    """A record that could not be stored: kept whole, with the reason."""

    run_id: str = column("The run that met it.", key=True)
    source: str = column("The source.", key=True)
    n: int = column("Its place among the run's refused records of the source, from 0.", key=True)
    board: str = column("The board.", default="")
    reason: str = column("Why it was refused, a code such as `missing_title`.")
    detail: str = column("The reason in words.")
    url: str | None = column("The page it came from.", default=None)
    record: str = column("The record as far as it was read, as JSON.")
