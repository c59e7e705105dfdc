"""Compare two postings field by field, in the words that same_job.csv uses."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.same import Fingerprint
from models.vocab import Level
from pipeline.caches import cached_file
from pipeline.dedupe.blocking import NAME
from pipeline.dedupe.fingerprint import RANKS, TERMS
from pipeline.dedupe.listed import Listed, together
from pipeline.dedupe.minhash import WORD, share
from pipeline.rules.rows.requirements import SkillForm
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

SAME, EQUAL, LIKE, UNKNOWN, OTHER = "same", "equal", "like", "unknown", "other"
NEAR_PAY = Decimal("1.08")
"""Largest ratio of two pay ends where one was typed again: 80,000 and 85,000."""
LIKE_TITLE = 0.7
"""Share of common words of two titles where one is the other with a new end."""
BARE = 2
"""Words of a title that names only the role: Data Engineer."""
SAME_TEXT, CLOSE_TEXT, SOME_TEXT = 0.85, 0.65, 0.45
"""Shares of shingles, less one sigma of the sketch below 0.88, 0.7 and 0.5."""
PART, NO_PART = 0.6, 0.3
"""Share of an excerpt found in its whole text: from 0.6 it is one, below 0.3 it is not."""
LONG_PART, SOME_PART = 0.8, 0.62
"""The same for an excerpt of half the text or more, without an employer's standard text."""
LITTLE = 0.25
"""Largest common share of two texts where one was written again: two postings of one employer
share its description of itself."""
SHORTEST = 30
"""Shingles that a text needs for a comparison."""
NEIGHBOURS = ({Level.INTERN, Level.ENTRY}, {None, Level.MID})
"""Levels that titles of one job use for each other."""
DROPPED = frozenset((Level.ENTRY, Level.SENIOR))
"""Levels that a board may leave out of a title; intern and head stay in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fingerprint, and the first and last day its posting was known to be open, if any.

    `listed` is known for a posting in a store, not for a row of a table.
    """

    print: Fingerprint
    first: date | None
    last: date | None
    listed: Listed | None = None

    @property
    def order(self) -> tuple[date, str]:
        """The sort key that decides which of two postings was first."""
        return self.first or date.max, self.print.posting_id


def known(print_: Fingerprint, *seen: datetime | None) -> Known:
    """Return a fingerprint with its open days, from when it was posted and `seen` (UTC)."""
    days = [instant.date() for instant in seen if instant is not None]
    if print_.posted_on is not None:
        days.append(print_.posted_on)
    return Known(print_, min(days, default=None), max(days, default=None))


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of two postings, one word for each field.

    `words` is `more` where both titles say more than a role. `days` is the time in days when
    neither was open. `boards` is `one` for two postings of a source. It is `anew` where both are of
    one full listing, which lacked the one when it first had the other.
    """

    employer: str
    title: str
    words: str
    level: str
    pay: str
    place: str
    text: str
    days: int
    boards: str


def relation(a: Known, b: Known) -> Relation:
    """Return the relation of two postings, in the words of same_job.csv."""
    one, two = a.print, b.print
    return Relation(
        employer=employer(one, two),
        title=title(one, two),
        words="more" if min(len(one.title), len(two.title)) > BARE else "few",
        level=level(one.level, two.level),
        pay=pay(one, two),
        place=place(one, two),
        text=text(one, two),
        days=days(a, b),
        boards=boards(a, b),
    )


def boards(a: Known, b: Known) -> str:
    """Return `two`, `one`, or `anew` (the board may have posted the job again under a new id)."""
    if a.print.source != b.print.source:
        return "two"
    one_listing = a.print.listing is not None and a.print.listing == b.print.listing
    return "anew" if one_listing and not together(a.listed, b.listed) else "one"


def days(a: Known, b: Known) -> int:
    """Return the days between the two when neither was open; 0 where that is unknown."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(0, (max(a.first, b.first) - min(a.last, b.last)).days)


def employer(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same`, `like` (one name begins with the other), `other` or `unknown`."""
    one, two = a.company, b.company
    if not one or not two:
        return UNKNOWN
    if one == two:
        return SAME
    short, long = (one, two) if len(one) < len(two) else (two, one)
    return LIKE if len(short) >= NAME and long.startswith(short) else OTHER


def title(a: Fingerprint, b: Fingerprint) -> str:
    """Return `equal`, `like`, `role` (bare words for one role), `anew` or `other`.

    Of two `like` titles one holds the other, or most words are equal. Two `anew` titles have no
    word in common. The names of the postings' cities are ignored.
    """
    towns = {word for city in (*a.cities, *b.cities) for word in WORD.findall(city)}
    one, two = set(a.title) - towns, set(b.title) - towns
    if not one or not two or _contrary(a, one, b, two):
        return OTHER
    both, role = len(one & two), a.role is not None and a.role == b.role
    if one == two:
        return EQUAL
    held = (one < two or two < one) and (both >= BARE or role)
    if held or (both >= BARE and both / len(one | two) >= LIKE_TITLE):
        return LIKE
    if role and max(len(one), len(two)) <= BARE and not (one ^ two) & _telling():
        return "role"
    return OTHER if both else "anew"


def _contrary(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> bool:
    """Return whether two titles name two jobs, whatever else is equal.

    Data Engineer Python, Data Engineer Java; Staff Engineer, Lead Engineer. On one board also a
    title with a contract term and one without: there the term is meant.
    """
    if (one - two) & _telling() and (two - one) & _telling():
        return True
    return a.source == b.source and bool((one ^ two) & TERMS)


def level(a: Level | None, b: Level | None) -> str:
    """Return `same`, `open` (two words for a level), `unsaid` (one title has none) or `differ`."""
    if a == b:
        return SAME
    if {a, b} in NEIGHBOURS:
        return "open"
    return "unsaid" if None in (a, b) and {a, b} & DROPPED else "differ"


def pay(a: Fingerprint, b: Fingerprint) -> str:
    """Return `equal`, `near` (an end typed again), `other`, or `unknown` where one has no pay."""
    one, two = (a.pay_min, a.pay_max), (b.pay_min, b.pay_max)
    if not any(one) or not any(two) or a.pay_currency != b.pay_currency:
        return UNKNOWN
    if one == two:
        return EQUAL
    ends = [(x, y) for x, y in zip(one, two, strict=True) if x and y]
    near = all(max(x, y) <= NEAR_PAY * min(x, y) for x, y in ends)
    return "near" if ends and near else OTHER


def place(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same` (a common city, or a common country and no city), `other` or `unknown`."""
    if a.cities and b.cities:
        return SAME if set(a.cities) & set(b.cities) else OTHER
    if not a.countries or not b.countries:
        return UNKNOWN
    if not set(a.countries) & set(b.countries):
        return OTHER
    return UNKNOWN if a.cities or b.cities else SAME


def text(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same`, `close`, `some`, `other`, `little`, or `unknown` without a comparison.

    An excerpt is `close` to its whole text. `little` is less than two postings usually share.
    """
    if a.sketch is None or b.sketch is None or a.language != b.language:
        return UNKNOWN
    short, long = sorted((a.shingles, b.shingles))
    if short < SHORTEST:
        return UNKNOWN
    both = share(a.sketch, b.sketch)
    part = both * (short + long) / (1 + both) / short
    if part < LITTLE:
        return "little"
    return _excerpt(part) if 2 * short < long else _alike(both, part)


def may_be_same_text(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether `text` may return `same`: both texts exist and have similar length."""
    if a.sketch is None or b.sketch is None or a.language != b.language:
        return False
    if 2 * a.shingles < b.shingles or 2 * b.shingles < a.shingles:
        return False
    return share(a.sketch, b.sketch) >= SAME_TEXT


def _excerpt(part: float) -> str:
    return "close" if part >= PART else UNKNOWN if part >= NO_PART else OTHER


def _alike(both: float, part: float) -> str:
    if both >= SAME_TEXT:
        return SAME
    if both >= CLOSE_TEXT or part >= LONG_PART:
        return "close"
    return "some" if both >= SOME_TEXT or part >= SOME_PART else OTHER


@cached_file
def _telling() -> frozenset[str]:
    """Return the words that name a skill, rank or term: where they differ, there are two jobs."""
    skills = (same_name(form.phrase) for form in read_rules(SkillForm))
    return RANKS | TERMS | frozenset(skills)
