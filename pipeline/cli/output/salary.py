"""Show a reading of pay, as a record for JSON and as tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipeline.cli.output.show import print_filled, print_line, print_table
from pipeline.pay.bands.dollars import Dollars
from pipeline.pay.reference.band import Band, PayReading
from pipeline.publish.explain.band_row import HEAD, band_row, figure
from pipeline.rules.issues import meaning

_STANDING = {
    "absent": "none stated",
    "unparsed": "stated, but not understood",
    "ok": "ok",
    "flagged": "flagged",
}
_YEAR = ("band", "min", "max", "min USD", "max USD", "rate of")


def as_record(text: str, reading: PayReading, turned: Sequence[Dollars]) -> dict[str, Any]:
    """Return the reading of a text as a record; `turned` has each band in US dollars a year."""
    pairs = list(zip(reading.bands, turned, strict=True))
    return {
        "text": text,
        "status": reading.status.value,
        "headline": reading.headline,
        "bands": [_stated(text, band) | _year(band, year) for band, year in pairs],
        "issues": [
            {"code": code, "text": said, "meaning": meaning(code)}
            for code, said in (*_issues(reading), *_unrated(pairs))
        ],
    }


def show(record: dict[str, Any], *, first: bool) -> None:
    """Print the bands, their yearly amounts, their flags and the issues."""
    if not first:
        print_line("")
    print_line(record["text"])
    print_line(f"Pay: {_STANDING[record['status']]}")
    found = list(enumerate(record["bands"]))
    rows = [band_row(n, band, headline=n == record["headline"]) for n, band in found]
    print_filled("Bands (* the headline)", HEAD, rows)
    print_filled("A year", _YEAR, [[n, *_years(b)] for n, b in found if any(_years(b))])
    rows = [[n, flag, why] for n, band in found for flag, why in band["flags"].items()]
    print_table("Flags: kept out of statistics", ("band", "flag", "why"), rows)
    issues = [(d["code"], d["text"], d["meaning"]) for d in record["issues"]]
    print_table("Issues", ("code", "read from", "meaning"), issues)


def number(amount: Decimal | None) -> int | float | None:
    """Return an amount as a JSON number: an integer where it has no decimals."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _stated(text: str, band: Band) -> dict[str, Any]:
    start = text.find(band.evidence)
    return {
        "min": number(band.min),
        "max": number(band.max),
        "currency": band.currency,
        "currency_inferred": band.currency_inferred,
        "period": band.period,
        "period_inferred": band.period_inferred,
        "kind": band.kind,
        "origin": band.origin,
        "label": band.label,
        "net": band.net,
        "months": number(band.months),
        "facts": band.facts,
        "evidence": band.evidence,
        "span": None if start < 0 else (start, start + len(band.evidence)),
        "flags": dict(reason.split(": ", 1) for reason in band.reasons),
    }


def _year(band: Band, year: Dollars) -> dict[str, Any]:
    return {
        "annual_min": number(band.annual_min),
        "annual_max": number(band.annual_max),
        "annual_min_usd": number(year.low),
        "annual_max_usd": number(year.high),
        "fx_date": year.rated and year.rated.isoformat(),
    }


def _issues(reading: PayReading) -> Iterator[tuple[str, str]]:
    for issue in reading.issues:
        if issue.code != "pay_flagged":  # the band shows its flags itself
            yield issue.code, issue.text


def _unrated(pairs: list[tuple[Band, Dollars]]) -> Iterator[tuple[str, str]]:
    without = dict.fromkeys(band.currency for band, year in pairs if year.missing)
    yield from (("fx_missing", currency) for currency in without if currency)


def _years(band: dict[str, Any]) -> list[str]:
    keys = ("annual_min", "annual_max", "annual_min_usd", "annual_max_usd")
    return [*(figure(band[key]) for key in keys), band["fx_date"] or ""]
