"""Decide whether two postings are one job: exact keys first, then the rows of same_job.csv."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.compare import EQUAL, LISTED, Known, Relation, boards, days, pay, relation
from pipeline.dedupe.employers import LIKE, OTHER, SAME, UNKNOWN, employers
from pipeline.dedupe.names import is_named
from pipeline.dedupe.requisition import shape
from pipeline.dedupe.same_place import place
from pipeline.dedupe.sketches.minhash import share
from pipeline.dedupe.texts.facts import may_tell_one, share_facts
from pipeline.dedupe.texts.texts import is_word_for_word, may_be_same_text
from pipeline.dedupe.titles import CONTRARY, title
from pipeline.dedupe.weighing import weighs_enough
from pipeline.rules.rows.general import BOARDS, SameJob
from pipeline.rules.rulebook import read_rules

WORDS = tuple(f.name for f in fields(Relation) if f.name != "days")


@dataclass(frozen=True, slots=True)
class Decision:
    """`same`: one job (True), two jobs (False) or unknown (None). `rank`: 0 is the surest."""

    same: bool | None
    rule: str = ""
    rank: int = 0


class Condition(NamedTuple):
    """The words of a row of same_job.csv, field by field, and what they decide."""

    words: tuple[tuple[str, frozenset[str]], ...]
    days: int | None
    decision: Decision


EDITED_TEXT = 0.55
"""Least common share of the shingles of two texts where one is the other with edits."""
TWO_IDS = Decision(same=False, rule="listing")
OTHER_NUMBER = Decision(same=False, rule="other_requisition")
NUMBER = Decision(same=True, rule="requisition")
ADDRESS = Decision(same=True, rule="address", rank=1)
NOTHING = Decision(same=None)
OTHER_TEXT = "other_text"
"""The row for two texts without a common sentence, which facts may outweigh."""
WEIGHED = Decision(same=True, rule="weighed", rank=1_000)
EXACT: Mapping[str, str] = {
    "requisition": "the same employer and number of the opening",
    "address": "the same place to apply",
    "weighed": "the description written anew, what both say outweighs what differs",
}


def may_be_one(a: Known, b: Known) -> bool:
    """Return whether two postings may be one job; if not, `judge` never says that they are.

    It takes a tenth of the time of `judge` or less. Most postings that share a key are of another
    time, have another title, or an employer with a name that only begins alike. Only a number, an
    address, a text or the pay in common makes two of those one job.
    """
    one, two = a.print, b.print
    if one.requisition and one.requisition == two.requisition:
        return True
    if one.addresses and two.addresses and not set(one.addresses).isdisjoint(two.addresses):
        return True
    if days(a, b) > most_days() or not _may_be_of_one_employer(one, two):
        return False
    titles = title(one, two)
    return titles != CONTRARY and (titles != OTHER or may_tell_one(one, two))


def _may_be_of_one_employer(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two postings have one employer, or what may join them without."""
    if employers(a.company, b.company) != OTHER or may_be_same_text(a, b):
        return True
    if not a.sketch or not b.sketch:
        return False
    if (a.pay_min or a.pay_max) and pay(a, b) == EQUAL:
        return True
    return share_facts(a, b) and is_named(a.sketch, b.sketch)


def judge(a: Known, b: Known) -> Decision:
    """Return whether two postings are one job, and by which rule."""
    listed = boards(a, b) == LISTED
    if listed and _is_one_number(a.print, b.print) and _is_one_opening(a.print, b.print):
        return NUMBER
    if listed and not _may_be_translated(a, b) and not _may_be_edited(a.print, b.print):
        return TWO_IDS
    found = relation(a, b)
    decided = _by_exact_keys(a.print, b.print, found) or decide(found)
    if listed and decided.same is None:
        return TWO_IDS
    return (
        WEIGHED if _may_be_weighed(decided) and weighs_enough(a.print, b.print, found) else decided
    )


def _may_be_weighed(decided: Decision) -> bool:
    return decided.same is None or decided.rule == OTHER_TEXT


def _by_exact_keys(a: Fingerprint, b: Fingerprint, found: Relation) -> Decision | None:
    """Return what a number of the opening or an address decides; None where neither does."""
    if a.requisition and b.requisition and found.employer in (SAME, LIKE):
        if a.requisition == b.requisition:
            return NUMBER
        if shape(a.requisition) == shape(b.requisition):
            return OTHER_NUMBER
    # two ids of one source at one address: several jobs on a page
    titled = found.title not in (OTHER, CONTRARY)
    alike = titled and found.level != "differ" and found.boards in ("two", "bare")
    return ADDRESS if alike and set(a.addresses) & set(b.addresses) else None


def _is_one_number(a: Fingerprint, b: Fingerprint) -> bool:
    return a.requisition is not None and a.requisition == b.requisition


def _is_one_opening(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two postings of one listing with one number may be one opening, posted anew.

    A board may give the openings of two places, or two titles, one number.
    """
    return place(a, b) in (SAME, UNKNOWN) and title(a, b) not in (OTHER, CONTRARY)


def _may_be_translated(a: Known, b: Known) -> bool:
    """Return whether two postings may be one job in two languages, which a listing has twice."""
    languages = {a.print.language, b.print.language}
    return None not in languages and len(languages) > 1


def _may_be_edited(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two postings of one listing may be one opening, posted again with edits."""
    if not a.sketch or not b.sketch or share(a.sketch, b.sketch) < EDITED_TEXT:
        return False
    if is_word_for_word(a, b):
        return False
    return place(a, b) in (SAME, UNKNOWN)


def decide(found: Relation) -> Decision:
    """Return the decision of the first row of same_job.csv that holds for a relation."""
    for condition in _conditions():
        if _holds(condition, found):
            return condition.decision
    return NOTHING


def _holds(condition: Condition, found: Relation) -> bool:
    """Return whether the relation of two postings has the words of a row."""
    if condition.days is not None and found.days > condition.days:
        return False
    for name, words in condition.words:  # noqa: SIM110 - a generator takes three times as long
        if getattr(found, name) not in words:
            return False
    return True


@cached_file
def _conditions() -> tuple[Condition, ...]:
    return tuple(_condition(rank, rule) for rank, rule in enumerate(rules(), 2))


def _condition(rank: int, rule: SameJob) -> Condition:
    wanted = ((name, frozenset(getattr(rule, name).split())) for name in WORDS)
    stated = tuple((name, words) for name, words in wanted if words)
    if rule.same and not rule.boards:
        stated += (("boards", frozenset(BOARDS) - {LISTED}),)
    return Condition(stated, rule.days, Decision(rule.same, rule.rule, rank))


@cached_file
def rules() -> tuple[SameJob, ...]:
    """Return the rows of same_job.csv, in their order."""
    return read_rules(SameJob)


@cached_file
def most_days() -> int:
    """Return the most days that may lie between two postings of one job that no exact key joins."""
    return max(rule.days or 0 for rule in rules())


def why(rule: str) -> str:
    """Return the sentence that explains a rule of one job."""
    return EXACT.get(rule) or next((row.why for row in rules() if row.rule == rule), rule)
