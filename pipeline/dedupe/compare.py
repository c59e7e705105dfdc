"""Compare two postings field by field, in the words that same_job.csv uses."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.record import quick_to_pickle
from models.same import Fingerprint
from models.vocab import Level
from pipeline.dedupe.employers import employers
from pipeline.dedupe.listed import Listed, together
from pipeline.dedupe.names import is_named
from pipeline.dedupe.same_place import place
from pipeline.dedupe.texts.middles import middle
from pipeline.dedupe.texts.texts import text
from pipeline.dedupe.titles import BARE, title
from pipeline.rules.sources import source_named

SAME, EQUAL, UNKNOWN, OTHER = "same", "equal", "unknown", "other"
NAMED = "named"
LISTED = "listed"
Band = tuple[Decimal | None, Decimal | None]
NEAR_PAY = Decimal("1.08")
"""Largest ratio of the other end of two bands where it was typed again: 80,000 and 85,000."""
THOUSAND = Decimal(1000)
LEAST_ROUNDED = 20 * THOUSAND
"""Smallest end of a band that a board rounds to thousands: $108k - $130k."""
A_YEAR = frozenset(map(Decimal, (12, 52, 2080)))
"""Months, weeks and working hours of a year."""
NEIGHBOURS = ({Level.INTERN, Level.ENTRY}, {None, Level.MID})
"""Levels that titles of one job use for each other."""
DROPPED = frozenset((Level.ENTRY, Level.SENIOR))
"""Levels that a board may leave out of a title; intern and head stay in it."""


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class Known:
    """A fingerprint, and the first and last day its posting was known to be open, if any.

    `listed` is known for a posting in a store, not for a row of a table; `row` is the number of
    that row, from 1.
    """

    print: Fingerprint
    first: date | None
    last: date | None
    listed: Listed | None = None
    row: int = 0

    @property
    def order(self) -> tuple[date, str]:
        """The sort key in which postings are put to jobs: it does not depend on their rows."""
        return self.first or date.max, self.print.posting_id

    @property
    def lead(self) -> tuple[date, int, str]:
        """The sort key that decides which posting of a job is its first."""
        return self.first or date.max, self.row, self.print.posting_id


def known(print_: Fingerprint, *seen: datetime | None, row: int = 0) -> Known:
    """Return a fingerprint with its open days, from when it was posted and `seen` (UTC).

    A day of posting after the last time it was seen says nothing about the days between. `row` is
    the number of its row in a table.
    """
    days = [instant.date() for instant in seen if instant is not None]
    posted = [print_.posted_on] if print_.posted_on is not None else []
    return Known(
        print_, min([*days, *posted], default=None), max(days or posted, default=None), row=row
    )


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of two postings, one word for each field.

    `words` is `more` where both titles say more than a role. `days` is the time in days when
    neither was open. `boards` is `one` for two postings of a source, `bare` for two of boards that
    are no employer's own, both without a text, `again` for two where an employer posts its open
    jobs again each month. It is `listed` where both are of one full listing,
    and `anew` where that lacked the one when it first had the other.
    """

    employer: str
    title: str
    words: str
    level: str
    pay: str
    place: str
    text: str
    middle: str
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
        middle=middle(one, two),
        days=days(a, b),
        boards=boards(a, b),
    )


def boards(a: Known, b: Known) -> str:
    """Return `two`, `bare`, `one`, `again`, `listed`, or `anew` (posted under a new id, it seems).

    Two boards are `bare` where neither is an employer's own and neither has a description. There,
    agencies post one opening for several towns and under several titles. An employer's own board
    lists each opening once. Two of a monthly source are `again`, unless they are of one month.
    """
    if a.print.source != b.print.source:
        said = (a.print.listing, a.print.sketch, b.print.listing, b.print.sketch)
        return "two" if any(said) else "bare"
    if a.print.listing is None or a.print.listing != b.print.listing:
        return "again" if _may_be_of_two_months(a.print, b.print) else "one"
    return LISTED if together(a.listed, b.listed) else "anew"


def _may_be_of_two_months(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two postings of a monthly source may be of two of its threads."""
    source = source_named(a.source)
    if source is None or not source.monthly:
        return False
    one, two = a.posted_on, b.posted_on
    return one is None or two is None or (one.year, one.month) != (two.year, two.month)


def days(a: Known, b: Known) -> int:
    """Return the days between the two when neither was open; 0 where that is unknown."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(0, (max(a.first, b.first) - min(a.last, b.last)).days)


def employer(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same`, `like` (a brand and its legal name), `named`, `other` or `unknown`.

    It is `named` where the text or the name of one posting has the whole name of the other's
    employer, as the ad of an agency or of a department has.
    """
    found = employers(a.company, b.company)
    if found == OTHER and a.sketch and b.sketch and is_named(a.sketch, b.sketch):
        return NAMED
    return found


def level(a: Level | None, b: Level | None) -> str:
    """Return `same`, `open` (two words for a level), `unsaid` (one title has none) or `differ`."""
    if a == b:
        return SAME
    if {a, b} in NEIGHBOURS:
        return "open"
    return "unsaid" if None in (a, b) and {a, b} & DROPPED else "differ"


def pay(a: Fingerprint, b: Fingerprint) -> str:
    """Return `equal`, `near` (one end typed again), `other`, `currency` (in two), or `unknown`.

    A band is equal to itself in whole thousands. Pay is unknown where one of them has none, or one
    figure within the other's band, as boards estimate it. Where both ends differ, another town or
    grade pays another band.
    """
    one, two = (a.pay_min, a.pay_max), (b.pay_min, b.pay_max)
    if not any(one) or not any(two):
        return UNKNOWN
    if a.pay_currency != b.pay_currency:
        return "currency" if a.pay_currency and b.pay_currency else UNKNOWN
    if one == two or _is_rounded(one, two) or _is_rounded(two, one):
        return EQUAL
    if _within(one, two) or _within(two, one) or _of_two_periods(one, two):
        return UNKNOWN
    ends = [(x, y) for x, y in zip(one, two, strict=True) if x and y]
    near = all(max(x, y) <= NEAR_PAY * min(x, y) for x, y in ends)
    return "near" if near and any(x == y for x, y in ends) else OTHER


def _is_rounded(one: Band, two: Band) -> bool:
    """Return whether the first band is the second one, both ends of it rounded to thousands."""
    low, high = two
    if not low or not high or low == high or low < LEAST_ROUNDED:
        return False
    return one == tuple(round(end / THOUSAND) * THOUSAND for end in two if end)


def _of_two_periods(one: Band, two: Band) -> bool:
    """Return whether an end of one band is that of the other in a year: its period was unsaid."""
    ends = ((x, y) for x, y in zip(one, two, strict=True) if x and y)
    return any(max(x, y) / min(x, y) in A_YEAR for x, y in ends)


def _within(one: Band, two: Band) -> bool:
    """Return whether the first is one figure, and inside of the second, a band, or an end of it."""
    (figure, same), (low, high) = one, two
    return bool(figure and figure == same and low and high and low <= figure <= high)
