"""The valid codes of currencies (ISO 4217) and countries (ISO 3166)."""

from pipeline.caches import cached_file
from pipeline.rules.rows.codes import CountryRule, CurrencyCode
from pipeline.rules.rulebook import read_rules

INSTEAD = {"UK": "GB", "EL": "GR"}
"""Codes of countries that people and the EU write, and those of ISO 3166."""


@cached_file
def currency_list() -> frozenset[str]:
    """Return the ISO 4217 codes of currencies.csv: those in use, and those in use since 2015."""
    return frozenset(row.code for row in read_rules(CurrencyCode))


@cached_file
def country_list() -> frozenset[str]:
    """Return the ISO 3166 alpha-2 codes of countries.csv."""
    return frozenset(row.code for row in read_rules(CountryRule))


def no_country(code: str) -> str:
    """Return what is wrong with a code that is none of a country, and which one to write."""
    meant = INSTEAD.get(code.upper())
    said = f"; write {meant}" if meant else " like US or GB"
    return f"{code!r} is not an ISO 3166 alpha-2 code{said}"


@cached_file
def country_names() -> dict[str, str]:
    """Return the English names of countries.csv by ISO 3166 alpha-2 code."""
    return {row.code: row.name for row in read_rules(CountryRule)}
