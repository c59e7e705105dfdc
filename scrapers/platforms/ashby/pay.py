"""Read pay of Ashby boards: tiers (places, levels) of components (salary, equity, bonus)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.raw import PayField
from scrapers.readers.record_values import mapping, records, text

_OTE = re.compile(r"\bOTE\b|\bon[- ]target\b", re.IGNORECASE)


def pay_text(job: Mapping[str, Any]) -> str:
    """Return the pay as the posting's page shows it.

    "" if the board lists the components and none is a salary: the text then shows only equity
    or a bonus.
    """
    pay = mapping(job.get("compensation"))
    listed = _components(pay)
    if listed and not _salaries(listed):
        return ""
    shown = text(pay.get("compensationTierSummary"))
    return shown or text(pay.get("scrapeableCompensationSalarySummary"))


def _components(pay: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    tiers = records(pay.get("compensationTiers"))
    parts = [part for tier in tiers for part in records(tier.get("components"))]
    return [*parts, *records(pay.get("summaryComponents"))]


def pay_fields(job: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return one PayField for each salary of each tier, without equity and bonuses.

    The board's own summary merges the tiers, so it is read only where there are no tiers.
    """
    pay = mapping(job.get("compensation"))
    tiers = tuple(f for tier in records(pay.get("compensationTiers")) for f in _tier(tier))
    return tiers or tuple(
        _field(part, "", text(pay.get("compensationTierSummary")))
        for part in _salaries(pay.get("summaryComponents"))
    )


def _tier(tier: Mapping[str, Any]) -> Iterator[PayField]:
    for part in _salaries(tier.get("components")):
        yield _field(part, text(tier.get("title")), text(tier.get("tierSummary")))


def _salaries(components: Any) -> list[Mapping[str, Any]]:
    return [c for c in records(components) if c.get("compensationType") == "Salary"]


def _field(part: Mapping[str, Any], label: str, summary: str) -> PayField:
    own = text(part.get("summary"))
    return PayField(
        min=text(part.get("minValue")),
        max=text(part.get("maxValue")),
        currency=text(part.get("currencyCode")),
        unit=text(part.get("interval")),
        label=label,
        text=own or summary,
        # On-target earnings have the type `Salary`: only the text differs. The component's own
        # text comes first, because a tier may hold both a base and an OTE.
        is_ote=bool(_OTE.search(f"{own or summary} {label}")),
    )
