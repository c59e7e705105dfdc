"""Figures of one role: skills, education, experience and pay, each with its counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from models.value_text import JOINER
from models.vocab import Education, Level, Workplace
from pipeline.publish.compare.policy import FEWEST, TOO_FEW, label_of
from pipeline.publish.compare.population import KEPT
from pipeline.publish.compare.statistics import Cell, statistics

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of` postings name a value."""

    name: str
    n: int
    of: int

    @property
    def percent(self) -> int | None:
        """Return the share in percent; None below five postings."""
        return round(100 * self.n / self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Spread:
    """The quartiles of required years of experience; None below five postings (`n`)."""

    n: int
    p25: float | None = None
    median: float | None = None
    p75: float | None = None


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """One role's postings.

    `described` counts the postings with a readable description; skills are a share of these.
    `label` says how far to trust the shares (publication policy), by the postings and employers
    with a description. `pay` is the line of the salary report. Other shares are of the postings
    that state a value: `of` is their number, and the rest of `postings` state none.
    """

    role: str
    postings: int
    employers: int
    described: int
    label: str
    skills: dict[str, int]
    education: tuple[Share, ...]
    degree_required: Share
    fields: tuple[Share, ...]
    experience: Spread
    levels: tuple[Share, ...]
    workplaces: tuple[Share, ...]
    industries: tuple[Share, ...]
    pay: Cell | None

    @property
    def shown(self) -> bool:
        """Return whether its shares may be shown, or only counts."""
        return self.label != TOO_FEW


def role_figures(role: str, rows: Sequence[Any], counted: pd.DataFrame) -> RoleFigures:
    """Return the figures of one role.

    `rows` are its postings with the columns compare.COLUMNS. `counted` has the same postings as
    a frame of a Population, for pay and employers.
    """
    read = [row for row in rows if row.language or row.skills]
    mine = counted[counted["role"] == role]
    degrees = [str(row.education) for row in rows if row.education]
    return RoleFigures(
        role=role,
        postings=len(rows),
        employers=int(mine["employer"].nunique()),
        described=len(read),
        label=_label(mine, len(read)),
        skills=dict(Counter(skill for row in read for skill in row.skills)),
        education=_shares(degrees, [str(degree) for degree in Education]),
        degree_required=Share(
            "required", sum(bool(r.education_required) for r in rows), len(degrees)
        ),
        fields=_several([row.education_fields for row in rows if row.education_fields]),
        experience=_spread([row.experience_min for row in rows if row.experience_min is not None]),
        levels=_shares([str(row.level) for row in rows if row.level], [str(x) for x in Level]),
        workplaces=_shares(
            [str(row.workplace) for row in rows if row.workplace], [str(x) for x in Workplace]
        ),
        industries=_shares([row.industry for row in rows if row.industry]),
        pay=_pay(mine),
    )


def _label(mine: pd.DataFrame, described: int) -> str:
    sizes = mine["employer"].value_counts()
    return label_of(min(described, len(mine)), len(sizes), int(sizes.max()) if len(sizes) else 0)


def _shares(said: Sequence[str], order: Sequence[str] = ()) -> tuple[Share, ...]:
    """Return the share of each stated word: in the given order, or most common first."""
    counts = Counter(said)
    names = [name for name in order if counts[name]] or sorted(
        counts, key=lambda x: (-counts[x], x)
    )
    return tuple(Share(name, counts[name], len(said)) for name in names)


def _several(said: Iterable[tuple[str, ...] | str]) -> tuple[Share, ...]:
    """Return the share of postings that name each word; a posting may name several."""
    lists = [each.split(JOINER) if isinstance(each, str) else list(each) for each in said]
    counts = Counter(word for words in lists for word in set(words))
    names = sorted(counts, key=lambda x: (-counts[x], x))
    return tuple(Share(name, counts[name], len(lists)) for name in names)


def _spread(years: Sequence[int]) -> Spread:
    if len(years) < FEWEST:
        return Spread(len(years))
    series = pd.Series(years, dtype="float64")
    low, middle, high = (float(series.quantile(q)) for q in (0.25, 0.5, 0.75))
    return Spread(len(years), low, middle, high)


def _pay(mine: pd.DataFrame) -> Cell | None:
    cells = statistics(mine[list(KEPT)]).cells if len(mine) else ()
    return next((cell for cell in cells if cell.grain == "role"), None)
