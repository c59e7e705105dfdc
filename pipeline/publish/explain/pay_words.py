"""Name the rows of the rules that gave the words of a posting's headline pay their meaning."""

from collections.abc import Iterator
from typing import NamedTuple

from models.band import SalaryBand
from models.raw import PayField, RawPosting
from models.vocab import Origin
from pipeline.clean.stage import Texts
from pipeline.pay.fields import as_found
from pipeline.pay.lexing.tokens import Token, tokenize
from pipeline.pay.reference.units import unit_of
from pipeline.pay.trace import TracedToken, trace_pay


class PayWord(NamedTuple):
    """A word of a pay text, what it means, and the row: `pay/pay_periods.csv:12`."""

    text: str
    meaning: str
    rule: str


def pay_words(
    raw: RawPosting, texts: Texts, band: SalaryBand, country: str | None
) -> tuple[PayWord, ...]:
    """Return the words of the text that a band was read from which a rule knows, in order."""
    fields = [pay for pay in raw.salary_fields if as_found(pay) == band.evidence]
    if fields and band.origin in (Origin.STRUCTURED, Origin.ESTIMATE):
        found = _of_field(fields[0])
    else:
        found = _of_text(texts, band, country)
    return tuple(dict.fromkeys(found))


def _of_field(pay: PayField) -> Iterator[PayWord]:
    for text in (pay.label, pay.text, pay.currency):
        for token in tokenize(text):
            yield from _of_token(token)
    if unit := unit_of(pay.unit):
        yield PayWord(pay.unit, f"unit {unit.period or 'without a time'}", unit.source)


def _of_token(token: Token) -> Iterator[PayWord]:
    for role in token.roles:
        if rule := token.rule(role):
            yield PayWord(token.text, f"{role} {token.value(role)}".strip(), rule)


def _of_text(texts: Texts, band: SalaryBand, country: str | None) -> Iterator[PayWord]:
    prose = band.origin is Origin.DESCRIPTION
    whole = {Origin.DESCRIPTION: texts.description, Origin.TEXT: texts.salary}
    text = whole.get(band.origin) or band.evidence or ""
    for part in trace_pay(text, country=country, prose=prose).fragments:
        if not prose or part.text.strip() == band.evidence:
            for token in part.tokens:
                yield from _traced(token)


def _traced(token: TracedToken) -> Iterator[PayWord]:
    for role in token.roles:
        if role.rule:
            yield PayWord(token.text, f"{role.role} {role.value}".strip(), role.rule)
