"""Add to pay what another part of the posting says of the same amounts: net, B2B, VAT on top.

A board's fields have amounts, and the words that tell what kind they are stand in the description.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.vocab import PayFact
from pipeline.pay.reference.band import Band, PayReading

EXCLUSIVE = (
    frozenset({PayFact.B2B, PayFact.EMPLOYMENT}),
    frozenset({PayFact.PAYE, PayFact.UMBRELLA}),
    frozenset({PayFact.W2, PayFact.C2C, PayFact.FORM_1099}),
)
"""Facts of which a band has one at most."""
STATED_FOR = "per_"
"""What the facts begin with that say for how long this statement, and no other, is."""


def with_facts(readings: Sequence[PayReading]) -> Iterator[PayReading]:
    """Yield readings, each with the facts that later ones state of the same amounts.

    Two statements of the same amounts that differ in a fact, as of one pay on B2B or employed,
    say nothing of it.
    """
    for n, reading in enumerate(readings, 1):
        later = [band for other in readings[n:] for band in other.bands]
        bands = tuple(_completed(band, same_amounts(band, later)) for band in reading.bands)
        yield replace(reading, bands=bands) if bands != reading.bands else reading


def same_amounts(band: Band, others: Sequence[Band]) -> list[Band]:
    """Return those of the others that state the same amounts, of the same kind, for one period."""
    return [other for other in others if _amounts(other) == _amounts(band)]


def _amounts(band: Band) -> tuple[object, ...]:
    return band.min, band.max, band.currency, band.period, band.kind


def _completed(band: Band, others: Sequence[Band]) -> Band:
    if not others:
        return band
    nets = {other.net for other in others}
    net = nets.pop() if band.net is None and len(nets) == 1 else band.net
    common = set.intersection(*(set(other.facts) for other in others))
    facts = [fact for fact in others[0].facts if fact in common and _fits(fact, band.facts)]
    return replace(band, net=net, facts=(*band.facts, *facts)) if facts or net != band.net else band


def _fits(fact: str, facts: Sequence[str]) -> bool:
    if fact in facts or fact.startswith(STATED_FOR):
        return False
    return not any(fact in group and not group.isdisjoint(facts) for group in EXCLUSIVE)
