"""Opening: one job of a "Who is hiring?" comment, as stated."""

from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.platforms.hackernews.segments import Segment
from scrapers.readers.record_values import joined


@dataclass(frozen=True, slots=True)
class Opening:
    """One job of a comment, as stated. Values that its line leaves out come from the header.

    `own` is the job's line, where it has one.
    """

    title: str
    company: str
    location: str = ""
    workplace: str = ""
    employment: str = ""
    salary: str = ""
    own: str = ""


def from_segments(company: str, segments: Sequence[Segment]) -> Opening:
    """Return the values of segments, yet without a job."""
    return Opening(
        title="",
        company=company,
        location=joined(s.text for s in segments if s.kind == "place"),
        workplace=joined(s.workplace for s in segments),
        employment=joined(s.contract for s in segments if s.kind != "title"),
        salary=joined(s.salary for s in segments),
    )
