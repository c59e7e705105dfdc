"""Whether two postings are one job, and by which rule: exact keys first, then same_job.csv."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from pipeline.dedupe.compare import (
    LIKE,
    OTHER,
    SAME,
    Known,
    Relation,
    employer,
    may_be_same_text,
    relation,
)
from pipeline.dedupe.listed import together
from pipeline.dedupe.requisition import shape
from pipeline.rules.rulebook import read_rules

WORDS = tuple(f.name for f in fields(Relation) if f.name != "days")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of same_job.csv: words a relation has (empty: any), and what follows (`same`: yes).

    The first row that holds decides; where none does, nothing speaks for one job.
    """

    rule: str
    same: bool
    employer: str
    title: str
    words: str
    level: str
    pay: str
    place: str
    text: str
    days: int | None
    boards: str
    example: str
    why: str

    def holds(self, found: Relation) -> bool:
        """Tell whether this is the relation of two postings."""
        if self.days is not None and found.days > self.days:
            return False
        wanted = ((getattr(self, name), getattr(found, name)) for name in WORDS)
        return all(not words or word in words.split() for words, word in wanted)


@dataclass(frozen=True, slots=True)
class Decision:
    """`same`: one job, two jobs (False), or nothing to say (None). `rank`: 0 is the surest."""

    same: bool | None
    rule: str = ""
    rank: int = 0


TWO_IDS = Decision(same=False, rule="listing")
OTHER_NUMBER = Decision(same=False, rule="other_requisition")
NUMBER = Decision(same=True, rule="requisition")
ADDRESS = Decision(same=True, rule="address", rank=1)
NOTHING = Decision(same=None)
EXACT: Mapping[str, str] = {
    "requisition": "the same employer and number of the opening",
    "address": "the same place to apply",
}


def may_be_one(a: Known, b: Known) -> bool:
    """Return whether two postings may be one job: where not, `judge` never finds them to be.

    It costs a hundredth of that: postings of employers whose names only begin alike are many,
    and an address or a text in common is all that makes two of them one job.
    """
    one, two = a.print, b.print
    if employer(one, two) != OTHER:
        return True
    if one.addresses and two.addresses and not set(one.addresses).isdisjoint(two.addresses):
        return True
    return may_be_same_text(one, two)


def judge(a: Known, b: Known) -> Decision:
    """Return whether two postings are one job."""
    one, two = a.print, b.print
    if one.listing and one.listing == two.listing and together(a.listed, b.listed):
        return TWO_IDS
    found = relation(a, b)
    if one.requisition and two.requisition and found.employer in (SAME, LIKE):
        if one.requisition == two.requisition:
            return NUMBER
        if shape(one.requisition) == shape(two.requisition):
            return OTHER_NUMBER
    # two ids of one source at one address are several jobs on a page
    alike = found.title != OTHER and found.level != "differ" and found.boards == "two"
    if alike and set(one.addresses) & set(two.addresses):
        return ADDRESS
    return decide(found)


def decide(found: Relation) -> Decision:
    """Return what the first row of same_job.csv that holds says of a relation."""
    for rank, rule in enumerate(rules(), 2):
        if rule.holds(found):
            return Decision(rule.same, rule.rule, rank)
    return NOTHING


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rows of same_job.csv, in their order."""
    return read_rules("same_job.csv", Rule)


def why(rule: str) -> str:
    """Return the sentence of a rule that found two postings to be one job."""
    return EXACT.get(rule) or next((row.why for row in rules() if row.rule == rule), rule)
