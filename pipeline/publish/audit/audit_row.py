"""What an audit keeps of a row of a table."""

from dataclasses import dataclass
from decimal import Decimal

from models.issue import Issue
from models.posting import JobPosting
from models.record import quick_to_pickle
from models.vocab import Level, Origin, Period, SalaryStatus
from pipeline.pay.reference.annual import annual
from pipeline.tables.pay_choice import PayClaim, pay_claim
from pipeline.tables.rows import Compared

CELLS = frozenset({Origin.STRUCTURED, Origin.ESTIMATE})
A_PERIOD = {each: f"an {each}" if each is Period.HOUR else f"a {each}" for each in Period}
LONGEST = 160
"""Characters of a text that an example shows."""


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class AuditRow:
    """One cleaned row. `number` is its number in the table, from 1.

    `duplicate_of` is what the table says of it, until the duplicates of all rows are known.
    `text` is the pay as stated, `reason` says why it is flagged. `stated` is the middle of the pay
    as the table has it, a year where no period is stated. `sound` is the middle of the range a
    year where cleaning trusts it. Both are in `currency`, and None for pay with one end. `claim`
    is what its pay is worth.
    """

    number: int
    key: str
    posting_id: str
    source: str
    title: str
    employer: str
    role: str
    country: str
    is_intern: bool
    status: str
    flags: tuple[str, ...]
    text: str
    reason: str
    currency: str
    period: str
    stated: float | None
    sound: float | None
    duplicate_of: str
    issues: tuple[str, ...]
    claim: PayClaim


def audit_row(number: int, row: Compared) -> AuditRow:
    """Return what an audit keeps of a cleaned row."""
    posting = row.posting
    return AuditRow(
        number=number,
        key=posting.source_key,
        posting_id=posting.posting_id,
        source=posting.source,
        title=_cut(posting.title),
        employer=_cut(posting.company),
        role=posting.role or "",
        country=posting.country or "",
        is_intern=posting.level is Level.INTERN,
        status=str(posting.salary_status or ""),
        flags=tuple(map(str, posting.flags)),
        text=_cut(pay_words(posting)),
        reason=_reason(row.issues),
        currency=posting.salary_currency or "",
        period=str(posting.salary_period or ""),
        stated=_stated(posting),
        sound=_sound(posting),
        duplicate_of=posting.duplicate_of or "",
        issues=tuple(issue.code for issue in row.issues),
        claim=pay_claim(posting),
    )


def pay_words(posting: JobPosting) -> str:
    """Return the pay as stated: the text it was read from, or the cells of its own columns."""
    if posting.salary_origin not in CELLS:
        return posting.salary_text or ""
    ends = [f"{end:,f}" for end in (posting.salary_min, posting.salary_max) if end is not None]
    amounts = " \u2013 ".join(dict.fromkeys(_short(end) for end in ends))
    period = A_PERIOD[posting.salary_period] if posting.salary_period else ""
    return " ".join(filter(None, (amounts, posting.salary_currency, period)))


def middle(low: Decimal | None, high: Decimal | None) -> float | None:
    """Return the middle of a range; None where an end is unknown: `up to 90,000` has none."""
    return None if low is None or high is None else (float(low) + float(high)) / 2


def _stated(posting: JobPosting) -> float | None:
    low, high, period = posting.salary_min, posting.salary_max, posting.salary_period
    if period is None:
        return middle(low, high)
    return middle(annual(low, period), annual(high, period))


def _sound(posting: JobPosting) -> float | None:
    """Return the middle of a trusted range: both ends known, and no flag."""
    low, high = posting.annual_min, posting.annual_max
    return middle(low, high) if posting.salary_status is SalaryStatus.OK else None


def _short(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


def _reason(issues: tuple[Issue, ...]) -> str:
    found = next((one.detail for one in issues if one.code == "pay_flagged"), "")
    return found or ""


def _cut(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"
