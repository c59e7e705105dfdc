"""How two postings stand to each other, field by field, in words that rules can name."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from models.same import JobPrint
from models.vocab import Level
from pipeline.clean.skill_finder import SkillForm
from pipeline.rules.rulebook import read_rules
from pipeline.same.prints import RANKS, folded
from pipeline.same.sketch import WORD, share

SAME, EQUAL, UNKNOWN, OTHER = "same", "equal", "unknown", "other"
NEAR_PAY = Decimal("1.08")
"""How far two ends may be apart where one was typed anew: 80,000 and 85,000."""
LIKE_TITLE = 0.7
"""The share of words that titles have in common where one is the other with a new tail."""
BARE = 2
"""Words of a title that says its role and nothing more: Data Engineer."""
SAME_TEXT, CLOSE_TEXT, SOME_TEXT = 0.85, 0.65, 0.45
"""Shares of shingles, less one sigma of the sketch below 0.88, 0.7 and 0.5."""
PART, NO_PART = 0.6, 0.3
"""How much of an excerpt is found in the whole text, where it is one and where it is not."""
SHORTEST = 30
"""Shingles of a text that says enough to compare."""
NEIGHBOURS = ({Level.INTERN, Level.ENTRY}, {None, Level.MID})
"""Levels that titles of one job are known to swap."""


@dataclass(frozen=True, slots=True)
class Known:
    """A print, and the days between which its posting was known to be open, where any is."""

    print: JobPrint
    first: date | None
    last: date | None

    @property
    def order(self) -> tuple[date, str]:
        """What decides which of two postings was first."""
        return self.first or date.max, self.print.posting_id


def known(print_: JobPrint, *seen: datetime | None) -> Known:
    """Return a print with the days it was open: when it was posted, and seen."""
    days = [instant.date() for instant in seen if instant is not None]
    if print_.posted_on is not None:
        days.append(print_.posted_on)
    return Known(print_, min(days, default=None), max(days, default=None))


@dataclass(frozen=True, slots=True)
class Relation:
    """How two postings stand to each other.

    `words` are `more` where both titles say more than a role; `days` is the time in which
    neither was open.
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
    """Return how two postings stand to each other, in the words of same_job.csv."""
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
        boards="one" if one.source == two.source else "two",
    )


def days(a: Known, b: Known) -> int:
    """Return for how many days neither was open, between the two; 0 where that is not known."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(0, (max(a.first, b.first) - min(a.last, b.last)).days)


def employer(a: JobPrint, b: JobPrint) -> str:
    """Return `same`, `other` or `unknown`."""
    if not a.company or not b.company:
        return UNKNOWN
    return SAME if a.company == b.company else OTHER


def title(a: JobPrint, b: JobPrint) -> str:
    """Return `equal`, `like` (one holds the other), `role` (bare words for one role) or `other`.

    The names of the towns the two are for count for nothing.
    """
    towns = {word for city in (*a.cities, *b.cities) for word in WORD.findall(city)}
    one, two = set(a.title) - towns, set(b.title) - towns
    if not one or not two:
        return OTHER
    if one == two:
        return EQUAL
    if (one - two) & _telling() and (two - one) & _telling():
        return OTHER  # Data Engineer Python, Data Engineer Java; Staff Engineer, Lead Engineer
    both = len(one & two)
    if both >= BARE and (one < two or two < one or both / len(one | two) >= LIKE_TITLE):
        return "like"
    bare = max(len(one), len(two)) <= BARE and not (one ^ two) & _telling()
    return "role" if bare and a.role and a.role == b.role else OTHER


def level(a: Level | None, b: Level | None) -> str:
    """Return `same`, `open` (words for one level), `unsaid` (one title has none) or `differ`."""
    if a == b:
        return SAME
    if {a, b} in NEIGHBOURS:
        return "open"
    return "unsaid" if a is None or b is None else "differ"


def pay(a: JobPrint, b: JobPrint) -> str:
    """Return `equal`, `near` (one end typed anew), `other`, or `unknown` where one states none."""
    one, two = (a.pay_min, a.pay_max), (b.pay_min, b.pay_max)
    if not any(one) or not any(two) or a.pay_currency != b.pay_currency:
        return UNKNOWN
    if one == two:
        return EQUAL
    ends = [(x, y) for x, y in zip(one, two, strict=True) if x and y]
    near = all(max(x, y) <= NEAR_PAY * min(x, y) for x, y in ends)
    return "near" if ends and near else OTHER


def place(a: JobPrint, b: JobPrint) -> str:
    """Return `same` (a town in common, or none and the same countries), `other` or `unknown`."""
    if a.cities and b.cities:
        return SAME if set(a.cities) & set(b.cities) else OTHER
    if not a.countries or not b.countries:
        return UNKNOWN
    if not set(a.countries) & set(b.countries):
        return OTHER
    return UNKNOWN if a.cities or b.cities else SAME


def text(a: JobPrint, b: JobPrint) -> str:
    """Return `same`, `close`, `some`, `other`, or `unknown` where they can't be compared.

    An excerpt is close to the whole it is taken from.
    """
    if a.sketch is None or b.sketch is None or a.language != b.language:
        return UNKNOWN
    short, long = sorted((a.shingles, b.shingles))
    if short < SHORTEST:
        return UNKNOWN
    both = share(a.sketch, b.sketch)
    if 2 * short >= long:
        limits = ((SAME_TEXT, SAME), (CLOSE_TEXT, "close"), (SOME_TEXT, "some"))
        return next((word for limit, word in limits if both >= limit), OTHER)
    found = both * (short + long) / (1 + both) / short
    return "close" if found >= PART else UNKNOWN if found >= NO_PART else OTHER


@cache
def _telling() -> frozenset[str]:
    """Return the words that name a skill or a rank by themselves: two jobs where they differ."""
    skills = (folded(form.form) for form in read_rules("skills.csv", SkillForm))
    return RANKS | frozenset(skills)
