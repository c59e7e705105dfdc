"""The valid codes of currencies (ISO 4217) and countries (ISO 3166)."""

from pipeline.caches import cached_file
from pipeline.rules.rows.codes import CountryRule, CurrencyCode
from pipeline.rules.rulebook import read_rules


@cached_file
def currency_list() -> frozenset[str]:
    """Return the ISO 4217 codes of currencies.csv: those in use, and those in use since 2015."""
    return frozenset(row.code for row in read_rules(CurrencyCode))


@cached_file
def country_list() -> frozenset[str]:
    """Return the ISO 3166 alpha-2 codes of countries.csv."""
    return frozenset(row.code for row in read_rules(CountryRule))


@cached_file
def country_names() -> dict[str, str]:
    """Return the English names of countries.csv by ISO 3166 alpha-2 code."""
    return {row.code: row.name for row in read_rules(CountryRule)}
