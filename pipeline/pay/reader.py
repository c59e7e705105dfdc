"""Read pay from a pay field or a description: the entry point of this package."""

from collections.abc import Iterator
from dataclasses import replace

from models.vocab import Level, Origin, Period
from pipeline.caches import cached_reader
from pipeline.pay.bands.money import Context
from pipeline.pay.bands.read_text import read_fragment
from pipeline.pay.bands.result import result_of
from pipeline.pay.lexing.markup import without_markup
from pipeline.pay.own_parts import parts_of
from pipeline.pay.parts.excerpts import Excerpts
from pipeline.pay.reference.band import PayIssue, PayReading

_LONGEST_FIELD = 2_000
_LONGEST_QUOTE = 200


@cached_reader(65_536)
def read_pay(  # noqa: PLR0913  # each argument is a separate fact of the source
    text: str,
    *,
    country: str | None = None,
    currency: str | None = None,
    period: Period | None = None,
    origin: Origin = Origin.TEXT,
    prose: bool = False,
    level: Level | None = None,
    commission: bool = False,
) -> PayReading:
    """Return the bands of pay that a text states.

    `text` is a pay field, or with `prose` a whole description; in a description only amounts
    that are clearly this job's pay count. `country` is an ISO 3166 alpha-2 code (of `US; CA` the
    first counts): it decides what `$` means and which period is usual. `currency` (ISO 4217) and
    `period` come from other fields of the source. `level` widens the bounds for interns and
    executives. `commission` means that the job is paid by commission: an amount without a pay
    word is then a promise of earnings. Amounts are in whole units of the band's currency for one
    period. No text raises an error: if figures are not understood the status is `unparsed`.
    """
    context = Context(home(country), currency, period, origin, level, commission=commission)
    return read_in(text, context, prose=prose)


def read_in(text: str, context: Context, *, prose: bool = False) -> PayReading:
    """Return the bands of a text, read with the context that its source gives.

    A field of more than 2,000 characters is read like a description.
    """
    text = without_markup(text)
    prose = prose or len(text) > _LONGEST_FIELD
    parts = parts_of(text, prose=prose)
    found = [read_fragment(part, with_, prose=prose) for part, with_ in in_context(parts, context)]
    bands = tuple([band for part, _ in found for band in part])
    bands = tuple(dict.fromkeys(bands)) if len(bands) > 1 else bands
    unread = text if not prose and any(left for _, left in found) else ""
    reading = result_of(bands, context.country, unread)
    if not parts.more:
        return reading
    issue = PayIssue("pay_too_long", "salary_min", text[:_LONGEST_QUOTE].strip())
    return replace(reading, issues=(*reading.issues, issue))


def in_context(parts: Excerpts, context: Context) -> Iterator[tuple[str, Context]]:
    """Yield each part of a text with the context that it is read in."""
    for text, introduced, cut, tasks in parts.stretches:
        if tasks is bool:
            yield text, context  # a field
        else:
            yield text, context._replace(introduced=introduced, cut=cut, tasks=tasks)


def home(country: str | None) -> str | None:
    """Return the first country of `US; CA` in capitals; None if there is no country."""
    first = (country or "").split(";")[0].strip().upper()
    return first or None
