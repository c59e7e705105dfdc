"""Read the examples of rules/employer, and of the words that titles of one job differ by."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.clean.employer.company import read_company
from pipeline.clean.employer.company_key import company_key
from pipeline.clean.employer.industry import read_industry
from pipeline.dedupe.employers import brand
from pipeline.rule_examples.heard import Heard, holds
from pipeline.rules.rows.employer import (
    BrandWord,
    IndustryHead,
    IndustryUse,
    IndustryWords,
    LegalForm,
    NoName,
)

ACME = "acme"
"""The key of the employer in the examples."""


def _industry(row: IndustryWords) -> Heard:
    name = row.use is IndustryUse.NAME
    read = read_industry(*((row.example, "") if name else ("Acme", row.example)))
    fired = {read[2]} if read else set(holds(row, row.phrase))
    return Heard(fired, read[0] if read else "", row.industry)


def _head(row: IndustryHead) -> Heard:
    parts = all(part in row.example for part in row.phrase.split("{}"))
    read = read_industry("Acme", row.example)
    return Heard({row.source} if parts else (), bool(read), meant=True)


def _form(row: LegalForm) -> Heard:
    return Heard(holds(row, row.phrase), company_key(row.example), ACME)


def _no_name(row: NoName) -> Heard:
    same = row.phrase.casefold() == row.example.casefold()
    return Heard({row.source} if same else (), read_company(row.example), None)


def _brand(row: BrandWord) -> Heard:
    return Heard(holds(row, row.phrase), brand(company_key(row.example)), ACME)


EMPLOYERS: Mapping[type[Any], Callable[[Any], Heard]] = {
    IndustryWords: _industry,
    IndustryHead: _head,
    LegalForm: _form,
    NoName: _no_name,
    BrandWord: _brand,
}
