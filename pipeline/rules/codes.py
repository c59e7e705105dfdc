"""The valid codes of currencies (ISO 4217) and countries (ISO 3166)."""

import csv
import io
from functools import cache

from pipeline.rules.rulebook import rule_text


@cache
def currency_list() -> frozenset[str]:
    """Return the ISO 4217 codes of currencies.csv: those in use, and those in use since 2015."""
    return _column("currencies.csv")


@cache
def country_list() -> frozenset[str]:
    """Return the ISO 3166 alpha-2 codes of countries.csv."""
    return _column("countries.csv")


def _column(name: str) -> frozenset[str]:
    return frozenset(row["code"] for row in csv.DictReader(io.StringIO(rule_text(name))))
