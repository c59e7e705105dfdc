"""`pipeline.read_pay`: read pay from other programs, with strict checks of the arguments."""

from enum import StrEnum
from typing import TypeVar

from models.vocab import Level, Origin, Period
from pipeline.pay import reader
from pipeline.pay.reference.band import PayReading
from pipeline.rules.codes import country_list, currency_list, no_country
from pipeline.text.encoding import repair_encoding

Word = TypeVar("Word", bound=StrEnum)


def read_pay(  # noqa: PLR0913  # each argument is a separate fact of the source
    text: str,
    *,
    country: str | None = None,
    currency: str | None = None,
    period: Period | str | None = None,
    prose: bool = False,
    level: Level | str | None = None,
) -> PayReading:
    """Return the bands of pay that a text states.

    `text` is a pay field, or with `prose` a whole description; in a description only amounts
    that are clearly this job's pay count. The other arguments supply what the text leaves out.
    `country` (ISO 3166 alpha-2; of `US; CA` the first counts) decides what `$` means and which
    period is usual. `currency` is an ISO 4217 code. `period` is one of year, month, week, day,
    hour. `level` widens the bounds for interns and executives. Codes may be in small letters.

    Text that was decoded with a wrong code page is repaired.

    Amounts are Decimals in whole units of the band's currency for one period; an open end is
    None. A text without pay is not an error: the status is `absent` if no pay was stated and
    `unparsed` if it was not understood. The same arguments always give the same reading.

    Raises TypeError if `text` is not a str (for example None or the NaN of a table), and
    ValueError for an unknown country, currency, period or level.
    """
    if not isinstance(text, str):
        raise TypeError(f"text: must be a str, not {type(text).__name__}")
    return reader.read_pay(
        repair_encoding(text)[0],
        country=_countries(country),
        currency=_currency(currency),
        period=_word("period", period, Period),
        origin=Origin.DESCRIPTION if prose else Origin.TEXT,
        prose=prose,
        level=_word("level", level, Level),
    )


def _countries(country: str | None) -> str | None:
    given = [part.strip() for part in _text("country", country).split(";") if part.strip()]
    unknown = next((code for code in given if code.upper() not in country_list()), None)
    if unknown is not None:
        raise ValueError(f"country: {no_country(unknown)}")
    return given[0].upper() if given else None


def _currency(currency: str | None) -> str | None:
    code = _text("currency", currency).strip().upper()
    if code and code not in currency_list():
        raise ValueError(f"currency: {currency!r} is not an ISO 4217 code like USD or EUR")
    return code or None


def _word(name: str, given: str | None, words: type[Word]) -> Word | None:
    if not _text(name, given).strip():
        return None
    try:
        return words(str(given).strip().lower())
    except ValueError:
        known = ", ".join(words)
        raise ValueError(f"{name}: {given!r} is not one of {known}") from None


def _text(name: str, given: str | None) -> str:
    if given is not None and not isinstance(given, str):
        raise TypeError(f"{name}: must be a str or None, not {type(given).__name__}")
    return given or ""
