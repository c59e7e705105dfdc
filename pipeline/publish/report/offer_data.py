"""What the page's script knows: the choices of its filters, and the cells for offers."""

from collections.abc import Iterable
from typing import Any

from models.vocab import Level, Period
from pipeline.figures.cell import Cell
from pipeline.figures.inference.student_t import t_quantile
from pipeline.figures.offer import OfferCell
from pipeline.pay.reference.annual import per_year
from pipeline.publish.money import sign
from pipeline.publish.report.page_tables.cells import country_name, unnarrowed
from pipeline.publish.report.page_tables.condition_words import condition_words
from pipeline.publish.report.salary_feed import Report

MOST_NUMBERS = 25_000
"""Amounts that a page carries for offers; about 110 KB of a page in gzip."""
CHOICES = ("role", "level", "workplace")
LEVELS = [str(level) for level in Level]


def page_data(report: Report) -> dict[str, Any]:
    """Return what the script reads, as plain values: small where it can be, never rounded."""
    conditions = report.figures.conditions
    cells = {cell.id: cell for cell in unnarrowed(report.figures.pay, conditions)}
    offers, left = carried(report.figures.offers)
    apart = (*CHOICES, "country")
    return {
        "countries": [
            {"code": code, "name": country_name(code), "currency": money, "sign": sign(money)}
            for code, money in _currencies(report.figures.pay).items()
        ],
        "levels": LEVELS,
        "all": {
            name: condition_words({name: conditions[name]})
            for name in CHOICES
            if name in conditions
        },
        "only": condition_words({n: words for n, words in conditions.items() if n not in apart}),
        "per_year": {str(period): float(per_year(period)) for period in Period},
        "offers": [_offer(each, cells[each.id]) for each in offers],
        "left": left,
    }


def carried(offers: Iterable[OfferCell], most: int = MOST_NUMBERS) -> tuple[list[OfferCell], int]:
    """Return the cells with most jobs whose amounts fit in a page, and how many do not."""
    ranked = sorted(offers, key=lambda each: (-each.jobs, each.id))
    kept = list[OfferCell]()
    for offer in ranked:
        most -= 4 * len(offer.middles)
        if most < 0:
            break
        kept.append(offer)
    return kept, len(ranked) - len(kept)


def _currencies(cells: Iterable[Cell]) -> dict[str, str]:
    """Return the currency of each country that has a median, the one with most jobs first."""
    shown = (c for c in cells if c.median_by_job is not None or c.median_by_employer is not None)
    return {cell.country: cell.currency for cell in shown if cell.country}


def _offer(offer: OfferCell, cell: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {
        "country": cell.country,
        "role": cell.role or "",
        "level": cell.level or "",
        "jobs": offer.jobs,
        "employers": offer.employers,
        "exact": offer.exact,
        "lows": _short(offer.lows),
        "middles": _short(offer.middles),
        "highs": _short(offer.highs),
    }
    if offer.errors:
        told["errors"] = list(offer.errors)
        told["t"] = t_quantile(offer.effective_employers - 1)
        told["fewest"] = offer.effective_jobs
    return told


def _short(amounts: Iterable[float]) -> list[float | int]:
    """Return amounts without `.0`, which JSON would write."""
    return [int(amount) if amount.is_integer() else amount for amount in amounts]
