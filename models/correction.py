"""Correction: a value of a posting that a person put right."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value that a person put right. Cleaning applies it each time it reads the posting."""

    posting_id: str = column("Id of the posting.", key=True)
    field: str = column("Column of the posting, such as salary_max.", key=True)
    value: str = column("The right value, as a CSV has it. Empty for unknown.")
    was: str = column("The value that cleaning had read when the correction was made.")
    why: str = column("Reason, in the person's words.")
    at: datetime = column("Time of the correction.", unit="UTC")
    content_hash: str = column("content_hash, in posting_life, of the posting at that time.")
