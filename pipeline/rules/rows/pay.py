"""Rows of rules/pay: currencies, bounds, units and usual periods of pay."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from models.vocab import Level, Period
from pipeline.rules.cells import AnyCountry, AnyCurrency, Country, Currency, Text
from pipeline.rules.row import Choice, Doc, Row


class MarkUse(Choice):
    """How a currency mark must be placed to count."""

    TIGHT = "tight", "only if its signs touch: `A$`, not the `a $` of `$28,000 a $34,000`"
    GLUED = "glued", "only if it touches the figure"
    SUFFIX = "suffix", "only if it touches the figure before it"
    THOUSAND = "thousand", "the mark also means thousands: `k€`"
    MILLION = "million", "the mark also means millions: `M Ft`"
    TEN = "ten", "the mark means ten of the currency: a toman is ten rial"


@dataclass(frozen=True, slots=True)
class CurrencyRule(Row):
    """One currency mark. The code is empty if several countries use the mark."""

    file: ClassVar = "pay/pay_currencies.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    code: Annotated[AnyCurrency, Doc("The currency; empty if several countries use the mark.")]
    fallback: Annotated[
        AnyCurrency,
        Doc("The currency of such a mark for a posting without a country that uses it."),
    ]
    use: MarkUse | None
    example: Text
    country: Country
    expect: str


@dataclass(frozen=True, slots=True)
class CountryCurrency(Row):
    """A country's currency, and the marks that mean it there. `example` is read for the country."""

    file: ClassVar = "pay/pay_countries.csv"
    key: ClassVar = ("country",)

    country: Annotated[Country, Doc("The country of the currency, an ISO 3166 code.")]
    name: Annotated[Text, Doc("The name of the country in labels.")]
    currency: Currency
    marks: Annotated[
        str, Doc("Marks of several countries that mean the currency here, with spaces.")
    ]
    example: Text
    expect: str


@dataclass(frozen=True, slots=True)
class BoundRule(Row):
    """Floor and ceiling of plausible pay in units of `currency` for one `period`."""

    file: ClassVar = "pay/pay_bounds.csv"
    key: ClassVar = ("country", "currency", "period", "level")

    country: Annotated[AnyCountry, Doc("The country, an ISO 3166 code; empty for any.")]
    currency: Currency
    period: Period
    level: Annotated[Level | None, Doc("A level with bounds of its own: intern or executive.")]
    floor: Annotated[
        Decimal, Doc("The least plausible pay, in units of the currency for the period.")
    ]
    ceiling: Annotated[
        Decimal, Doc("The most plausible pay, in units of the currency for the period.")
    ]
    evidence: Text
    example: Text
    example_country: Country

    def contradiction(self) -> tuple[str, str] | None:
        """Return the ceiling if it is not above the floor."""
        return None if self.floor < self.ceiling else ("ceiling", "is not above the floor")


@dataclass(frozen=True, slots=True)
class UsualPeriod(Row):
    """The period of amounts without one, from `above` up to, but not including, `below`."""

    file: ClassVar = "pay/pay_habits.csv"
    key: ClassVar = ("country", "currency", "above")
    ordered: ClassVar = True

    country: Annotated[AnyCountry, Doc("The country, an ISO 3166 code; empty for any.")]
    currency: Currency
    above: Annotated[Decimal, Doc("The least amount, in units of the currency.")]
    below: Annotated[Decimal | None, Doc("The first amount that is too high; empty for no limit.")]
    period: Period
    evidence: Text
    example: Text
    example_country: Country
    expect: str

    def contradiction(self) -> tuple[str, str] | None:
        """Return the upper limit if it is not above the lower one."""
        wrong = self.below is not None and self.below <= self.above
        return ("below", "is not more than `above`") if wrong else None


@dataclass(frozen=True, slots=True)
class UnitRule(Row):
    """A source's word for a unit of pay. `period` is empty if it is not a time."""

    file: ClassVar = "pay/pay_units.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    period: Period | None
    times: Annotated[Decimal, Doc("How many periods the unit has: 2 for a fortnight of weeks.")]
    example: Text
    expect: str
