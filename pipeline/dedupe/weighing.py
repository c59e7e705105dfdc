"""Weigh the evidence on two postings of which somebody wrote the whole text anew.

Where no sentence is equal, no single fact tells one opening. Each adds the points that
same_job_points.csv gives it, as in record linkage.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.texts.facts import common_facts
from pipeline.dedupe.texts.overlap import overlap
from pipeline.dedupe.texts.texts import ANEW_PART, LITTLE, OTHER, RETOLD
from pipeline.dedupe.titles import CONTRARY
from pipeline.dedupe.told_titles import words_apart
from pipeline.rules.rows.general import TITLE, SamePoints
from pipeline.rules.rulebook import read_rules

if TYPE_CHECKING:
    from pipeline.dedupe.compare import Relation

ENOUGH = 8
"""Points of one job. Two openings of an employer under one title and band of pay have 7."""
MOST_FACTS = 6
WORDS = (0.45, 0.35, 0.3)
"""Shares of the words of the text with fewer that are evidence."""
APART = 2
"""Words of the titles that only their own text has, from which they count."""
OPEN: Mapping[str, frozenset[str]] = {
    "employer": frozenset(("same", "like", "named")),
    "title": frozenset(TITLE) - {CONTRARY},
    "level": frozenset(("same", "open", "unsaid")),
    "place": frozenset(("same", "named", "unknown")),
    "text": frozenset((LITTLE, OTHER, RETOLD)),
    "boards": frozenset(("two",)),
}
"""The relations that points may decide."""
DAYS = 30
NAMED, PAID = "named", ("equal", "near")


class Evidence(NamedTuple):
    """What two postings share: words of their relation, common facts, and the share of words.

    `band` is whether equal pay has two ends. `apart` counts the words of both titles that only
    their own text has.
    """

    title: str
    pay: str
    band: bool
    employer: str
    facts: int
    words: float
    apart: int


def weighs_enough(a: Fingerprint, b: Fingerprint, found: "Relation") -> bool:
    """Return whether the facts that two postings share outweigh what differs."""
    if found.days > DAYS or any(getattr(found, field) not in OPEN[field] for field in OPEN):
        return False
    if found.employer != NAMED and found.pay not in PAID:
        return False  # two ads of one employer have its names and figures in common
    shared = overlap(a, b)
    if shared.part >= ANEW_PART:
        return False
    band = a.pay_min != a.pay_max
    words = shared.part_words or 0.0
    both, _ = common_facts(a, b)
    said = Evidence(found.title, found.pay, band, found.employer, both, words, words_apart(a, b))
    return sum(points().get(fact, 0) for fact in facts_in(said)) >= ENOUGH


def facts_in(said: Evidence) -> Iterator[str]:
    """Yield the facts in some evidence, as same_job_points.csv names them."""
    yield f"facts_{min(said.facts, MOST_FACTS)}"
    if most := next((least for least in WORDS if said.words >= least), None):
        yield f"words_{100 * most:.0f}"
    yield f"title_{said.title}"
    yield f"employer_{said.employer}"
    yield "pay_band" if said.pay == "equal" and said.band else f"pay_{said.pay}"
    if said.apart >= APART:
        yield "titles_apart"


@cached_file
def points() -> Mapping[str, int]:
    """Return the points of each fact."""
    return {row.fact: row.points for row in read_rules(SamePoints)}
