"""Add to pay what another part of the posting says of the same amounts: its kind, net, B2B, VAT.

A board's fields have amounts, and the words that tell what kind they are stand in the description.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.vocab import Flag, PayFact, PayKind
from pipeline.pay.bands.result import with_own
from pipeline.pay.reference.band import Band, PayReading

EXCLUSIVE = (
    frozenset({PayFact.B2B, PayFact.EMPLOYMENT}),
    frozenset({PayFact.PAYE, PayFact.UMBRELLA}),
    frozenset({PayFact.W2, PayFact.C2C, PayFact.FORM_1099}),
)
"""Facts of which a band has one at most."""
STATED_FOR = "per_"
"""What the facts begin with that say for how long this statement, and no other, is."""


def with_facts(readings: Sequence[PayReading], country: str | None) -> Iterator[PayReading]:
    """Yield readings, each with the kind and the facts that later ones state of the same amounts.

    Two statements of the same amounts that differ in a fact, as of one pay on B2B or employed,
    say nothing of it. Pay is no base pay if each later statement of its amounts says so. `country`
    is that of the posting, by which a headline is chosen.
    """
    for n, reading in enumerate(readings, 1):
        later = [band for other in readings[n:] for band in other.bands]
        bands = tuple(_completed(_of_kind(band, later), later) for band in reading.bands)
        if bands == reading.bands:
            yield reading
        elif [band.flags for band in bands] == [band.flags for band in reading.bands]:
            yield replace(reading, bands=bands)
        else:
            yield with_own(replace(reading, bands=bands), country, {})


def same_amounts(band: Band, others: Sequence[Band]) -> list[Band]:
    """Return those of the others that state the same amounts, of the same kind, for one period."""
    return [other for other in others if _amounts(other) == _amounts(band)]


def _of_kind(band: Band, later: Sequence[Band]) -> Band:
    """Return a band as on-target earnings or a package if all that state its amounts say so."""
    same = [other for other in later if _is_same_sum(band, other)]
    if not same or Flag.NOT_BASE in band.flags:
        return band
    if any(Flag.NOT_BASE not in other.flags or other.kind is PayKind.BASE for other in same):
        return band
    flags = tuple(flag for flag in Flag if flag in (*band.flags, Flag.NOT_BASE))
    why = [reason for reason in same[0].reasons if reason.startswith(Flag.NOT_BASE)]
    return replace(band, kind=same[0].kind, flags=flags, reasons=(*band.reasons, *why))


def _is_same_sum(band: Band, other: Band) -> bool:
    """Return whether two bands have the same ends, and no other currency or period."""
    return (
        (band.min, band.max) == (other.min, other.max)
        and other.currency in (band.currency, None)
        and other.period in (band.period, None)
    )


def _amounts(band: Band) -> tuple[object, ...]:
    return band.min, band.max, band.currency, band.period, band.kind


def _completed(band: Band, later: Sequence[Band]) -> Band:
    others = same_amounts(band, later)
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
