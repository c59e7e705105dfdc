"""Make the fingerprint of a cleaned posting, for duplicate search."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from models.posting import JobPosting
from models.raw import RawPosting
from models.same import Fingerprint
from models.vocab import LevelFrom, SalaryStatus
from pipeline.caches import cached_file
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.employer.company_key import company_key
from pipeline.dedupe.address import addresses
from pipeline.dedupe.names import names_of
from pipeline.dedupe.places import cities_of, countries_of
from pipeline.dedupe.requisition import requisition
from pipeline.dedupe.sketches.course import course_of
from pipeline.dedupe.sketches.layout import joined
from pipeline.dedupe.sketches.marks import marks_of
from pipeline.dedupe.sketches.minhash import sketch_of_words
from pipeline.dedupe.sketches.text_words import WORD, text_words
from pipeline.dedupe.sketches.vocabulary import codes_of
from pipeline.dedupe.telling_words import telling_words, without_employer
from pipeline.rules.rows.general import ShortWord, TownCode
from pipeline.rules.rulebook import read_rules
from pipeline.rules.sources import source_named
from pipeline.text.fold import same_name

NO_MATTER = frozenset(
    (
        *("a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "und", "et"),
        *("based", "speaker", "speakers", "speaking", "sprachig"),
    )
)
"""Words beside a place or a language that say nothing alone: Italian-speaking, Madrid based."""
CUT = ("…", "...")
"""Ends of a description of which a board shows only the beginning."""


def fingerprint_of(
    raw: RawPosting, posting: JobPosting, description: str, aliases: Aliases = SHIPPED
) -> Fingerprint:
    """Return the fingerprint of a posting; `description` is its text without markup.

    `aliases` are other names of employers.
    """
    low, high, currency = _pay(posting)
    words = text_words(description)
    codes = codes_of(words)
    shingles, sketch = sketch_of_words(words, codes)
    if sketch is not None:
        marks = marks_of(description, _apart(posting, low, high), posting.language)
        sketch = joined(sketch, names_of(posting), marks, course_of(codes, shingles))
    return Fingerprint(
        posting_id=posting.posting_id,
        source=posting.source,
        listing=listing(raw),
        company=company_key(posting.company or "", aliases) or None,
        title=_title(posting),
        role=posting.role,
        level=posting.level if posting.level_from == LevelFrom.TITLE else None,
        cities=tuple(sorted(map(same_name, cities_of(posting)))),
        countries=tuple(sorted(countries_of(posting))),
        pay_min=low,
        pay_max=high,
        pay_currency=currency,
        posted_on=posting.posted_on,
        requisition=requisition(raw, description),
        addresses=addresses(raw),
        language=posting.language,
        shingles=shingles,
        cut=description.rstrip().endswith(CUT),
        sketch=sketch,
    )


def _apart(posting: JobPosting, *ends: Decimal | None) -> frozenset[str]:
    """Return the words of a posting's title, employer, places and pay, in small letters."""
    said = (text for text in (posting.title, posting.company, posting.location) if text)
    pay = (format(end.normalize(), "f") for end in ends if end)
    return frozenset((*WORD.findall("\n".join(said).casefold()), *pay))


def listing(raw: RawPosting) -> str | None:
    """Return the listing (`source/board`) of a posting if its source lists all jobs, else None."""
    source = source_named(raw.source)
    whole = source is not None and source.lists == "all"
    return f"{raw.source}/{raw.board}" if whole else None


def _title(posting: JobPosting) -> tuple[str, ...]:
    """Return the words of the short title, with the telling words of the full title.

    Codes of towns are left out, and the employer's name: Zebix: Data Engineer (NYC).
    """
    whole = posting.title or ""
    said = WORD.findall(same_name(posting.title_short or whole))
    words = _in_full(without_employer(said, posting.company or ""))
    codes = () if whole.isupper() else _town_codes().intersection(WORD.findall(whole))
    towns = set(map(str.lower, codes))
    return tuple(sorted({*words, *telling_words(posting)} - NO_MATTER - towns))


def _in_full(words: Iterable[str]) -> Iterator[str]:
    """Yield the words of a title, with the words that an abbreviation stands for."""
    for word in words:
        yield from _short_words().get(word, (word,))


@cached_file
def _short_words() -> Mapping[str, tuple[str, ...]]:
    rows = read_rules(ShortWord)
    return {row.phrase: tuple(row.stands_for.split()) for row in rows}


@cached_file
def _town_codes() -> frozenset[str]:
    return frozenset(row.phrase for row in read_rules(TownCode))


def _pay(posting: JobPosting) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Return pay (a year if known) and currency; None for pay that is absent or flagged."""
    if posting.salary_status != SalaryStatus.OK:
        return None, None, None
    ends = posting.annual_min, posting.annual_max
    low, high = ends if any(ends) else (posting.salary_min, posting.salary_max)
    return low, high, posting.salary_currency
