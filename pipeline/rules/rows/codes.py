"""Rows of the codes of countries and currencies, which commands that read pay import alone."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Text
from pipeline.rules.row import Doc, Row


@dataclass(frozen=True, slots=True)
class CountryRule(Row):
    """A country of ISO 3166."""

    file: ClassVar = "place/countries.csv"
    key: ClassVar = ("code",)

    code: Annotated[Text, Doc("The alpha-2 code.")]
    iso3: Annotated[Text, Doc("The alpha-3 code.")]
    name: Annotated[Text, Doc("The name to show.")]
    aliases: Annotated[str, Doc("Other names, separated by `;`.")]
    example: Text


@dataclass(frozen=True, slots=True)
class CurrencyCode(Row):
    """A currency of ISO 4217: those in use, and those in use since 2015."""

    file: ClassVar = "place/currencies.csv"
    key: ClassVar = ("code",)

    code: Annotated[Text, Doc("The code of the currency.")]
