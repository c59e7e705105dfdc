"""Choose the currency of an amount: by its code, else its sign, else the country."""

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.pay import CountryCurrency, CurrencyRule
from pipeline.rules.rulebook import read_rules

# currencies of countries that write 1,234.50: a comma never starts the decimals there
POINTED = frozenset(
    {"USD", "GBP", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ILS", "INR", "MYR", "PHP", "THB"}
    | {"AED", "SAR", "QAR", "KWD", "EGP", "NGN", "KES", "GHS", "PKR", "BDT", "LKR", "NPR", "PEN"}
    | {"KRW", "JPY", "CNY"}
)


@cached_reader(4_096)
def choose_currency(
    marks: tuple[str, ...], country: str | None, given: str | None, *, indian: bool
) -> tuple[str | None, bool]:
    """Return (ISO 4217 code, whether it was inferred); (None, False) if it is unknown.

    `marks` are codes, or `?` and a mark that several countries use. The last code wins: a code
    after a figure overrides a sign before it. `given` is the currency that the source states
    elsewhere. `indian` means that the amount is in lakhs or crores: it is in rupees whatever
    its sign is.
    """
    codes = [mark for mark in marks if not mark.startswith("?")]
    if codes:
        return codes[-1], False
    if indian:
        return "INR", True
    if given:
        return given, False
    return _of_country(marks[-1][1:] if marks else "", country)


def _of_country(mark: str, country: str | None) -> tuple[str | None, bool]:
    home = countries().get(country or "")
    if home is not None and (not mark or mark in home.marks.lower().split()):
        return home.currency, True
    if home is not None and len(mark) == 1 and mark.isalpha():
        return None, False  # the R of `R104532` is no rand in a country without it
    fallback = _fallbacks().get(mark) if mark else None
    return fallback or None, bool(fallback)


def may_mean(mark: str, code: str) -> bool:
    """Return whether a mark of several countries, `?$`, may stand for a currency."""
    used = (c.currency for c in countries().values() if mark[1:] in c.marks.lower().split())
    return code == _fallbacks().get(mark[1:]) or code in used


def country_named(text: str) -> str | None:
    """Return the country that a label names (`Canada Annual Pay Range`), or None.

    The longest name counts: `South Sudan` is not Sudan.
    """
    words = f" {' '.join(text.replace('(', ' ').replace(')', ' ').replace(':', ' ').split())} "
    named = [c for c in countries().values() if f" {c.name} " in words]
    return max(named, key=lambda c: len(c.name)).country if named else None


@cached_file
def countries() -> dict[str, CountryCurrency]:
    """Return the countries of pay_countries.csv by ISO 3166 alpha-2 code."""
    return {row.country: row for row in read_rules(CountryCurrency)}


@cached_file
def _fallbacks() -> dict[str, str]:
    rows = read_rules(CurrencyRule)
    return {row.phrase.lower(): row.fallback for row in rows if not row.code}
