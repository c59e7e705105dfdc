"""The days between which the jobs of a report were open, as page and citation say them."""

from dataclasses import dataclass
from typing import Any

from pipeline.figures.population import Population


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """The first and the last day, `2026-02-26`, both included; None where no day is known.

    `asked` is the first day of the period, where collecting began after it; else "".
    `collected_from` is the day on which collecting began, where that is after the whole period;
    else "": then only those jobs are known that were open long enough to be seen.
    """

    since: str | None
    until: str | None
    asked: str = ""
    collected_from: str = ""

    @property
    def between(self) -> str:
        """`between 2026-02-26 and 2026-10-28`, or `on` the only day; "" for no period."""
        if self.since is None or self.until is None:
            return ""
        if self.since == self.until:
            return f"on {self.since}"
        return f"between {self.since} and {self.until}"

    @property
    def words(self) -> str:
        """What a citation says: `jobs open 2026-02-26 to 2026-10-28`; "" for no period."""
        if self.since is None or self.until is None:
            return ""
        late = f", seen from {self.collected_from} on" if self.collected_from else ""
        if self.since == self.until:
            return f"jobs open on {self.since}{late}"
        return f"jobs open {self.since} to {self.until}{late}"


def open_period(people: Population, seen: tuple[Any, Any]) -> OpenPeriod:
    """Return the period of a population; `seen` is the first and the last moment of a sighting.

    It begins where collecting began, if that is later than the day asked for: no job that closed
    before is known.
    """
    since, until, began = map(_day, (people.since, people.until, seen[0]))
    if not (since and until and began) or began <= since:
        return OpenPeriod(since, until)
    if began > until:
        return OpenPeriod(since, until, collected_from=began)
    return OpenPeriod(began, until, asked=since)


def _day(moment: Any) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d}"
