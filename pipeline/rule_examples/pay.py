"""Read the examples of rules/pay."""

from collections.abc import Callable, Mapping
from typing import Any

from models.raw import PayField
from models.vocab import Level
from pipeline.pay.adverts.job_hits import job_hits
from pipeline.pay.bands.format import brief
from pipeline.pay.fields import read_fields
from pipeline.pay.lexing.lexicon import WORD_ROWS
from pipeline.pay.reader import read_pay
from pipeline.pay.reference.units import unit_of
from pipeline.pay.trace import trace_pay
from pipeline.rule_examples.heard import Heard
from pipeline.rules.rows.other_jobs import OtherJobWord
from pipeline.rules.rows.pay import BoundRule, CountryCurrency, CurrencyRule, UnitRule, UsualPeriod
from pipeline.rules.rows.pay_words import PayWord
from pipeline.rules.rows.task_headings import TaskHeading
from pipeline.text.patterns import plain


def _word(row: PayWord | CurrencyRule) -> Heard:
    return Heard(_traced(row.example, row.country), _read(row.example, row.country), row.expect)


def _other_job(row: OtherJobWord) -> Heard:
    read = brief(read_pay(row.example, country=row.country, prose=True))
    return Heard({hit.rule for hit in job_hits(plain(row.example))}, read, row.expect)


def _heading(row: TaskHeading) -> Heard:
    return Heard(None, brief(read_pay(row.example, country=row.country, prose=True)), row.expect)


def _country(row: CountryCurrency) -> Heard:
    return Heard(None, _read(row.example, row.country), row.expect)


def _habit(row: UsualPeriod) -> Heard:
    return Heard(None, _read(row.example, row.example_country), row.expect)


def _bound(row: BoundRule) -> Heard:
    level = Level(row.level) if row.level else None
    band = read_pay(row.example, country=row.example_country, level=level).band
    return Heard(None, tuple(band.flags) if band else "no pay", ())


def _unit(row: UnitRule) -> Heard:
    amount, unit = row.example.split(" ", 1)
    field = PayField(min=amount, max=amount, currency="USD", unit=unit)
    fired = unit_of(unit)
    return Heard(
        {fired.source} if fired else (), brief(read_fields((field,), country="US")), row.expect
    )


def _read(text: str, country: str) -> str:
    return brief(read_pay(text, country=country))


def _traced(text: str, country: str) -> set[str]:
    fragments = trace_pay(text, country=country).fragments
    return {role.rule for part in fragments for token in part.tokens for role in token.roles}


PAY: Mapping[type[Any], Callable[[Any], Heard]] = {
    **dict.fromkeys(WORD_ROWS, _word),
    CurrencyRule: _word,
    OtherJobWord: _other_job,
    TaskHeading: _heading,
    CountryCurrency: _country,
    UsualPeriod: _habit,
    BoundRule: _bound,
    UnitRule: _unit,
}
