"""read_pay: the door to the reader of pay."""

from dataclasses import replace
from functools import lru_cache

from models.vocab import Level, Origin, Period
from pipeline.pay.bands.money import Context
from pipeline.pay.bands.read_text import read_fragment
from pipeline.pay.bands.result import result_of
from pipeline.pay.grammar.excerpts import Excerpts, excerpts
from pipeline.pay.reference.band import PayIssue, PayReading

_LONGEST_FIELD = 2_000
_LONGEST_QUOTE = 200


@lru_cache(maxsize=65_536)
def read_pay(  # noqa: PLR0913  # each is something else that a source may say
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
    """Return the bands of pay a text states, as a careful person would read them.

    `text` is a pay field, or with `prose` a whole description, where only what is clearly this
    job's pay counts. `country` is an ISO 3166 alpha-2 code (of `US; CA` the first counts): it
    decides what `$` means and which period is usual. `currency` (ISO 4217) and `period` are what
    the source says elsewhere; `level` widens the bounds for interns and executives; the ad of a
    job that lives on `commission` promises earnings where it says no pay word. Amounts are in
    whole units of the band's currency for one period. No text is an error: where figures are
    not understood the status is `unparsed`.
    """
    context = Context(home(country), currency, period, origin, level, commission=commission)
    return read_in(text, context, prose=prose)


def read_in(text: str, context: Context, *, prose: bool = False) -> PayReading:
    """Return the bands of a text in the context its source gives.

    A field too long to be one is read as a description is.
    """
    prose = prose or len(text) > _LONGEST_FIELD
    parts, more = excerpts(text) if prose else Excerpts((text,), more=False)
    found = [read_fragment(part, context, prose=prose) for part in parts]
    bands = tuple(dict.fromkeys([band for part, _ in found for band in part]))
    unread = text if not prose and any(left for _, left in found) else ""
    reading = result_of(bands, context.country, unread)
    if not more:
        return reading
    doubt = PayIssue("pay_too_long", "salary_min", text[:_LONGEST_QUOTE].strip())
    return replace(reading, doubts=(*reading.doubts, doubt))


def home(country: str | None) -> str | None:
    """Return the first country of `US; CA` in capitals; None where there is none."""
    first = (country or "").split(";")[0].strip().upper()
    return first or None
