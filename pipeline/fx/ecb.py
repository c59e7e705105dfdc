"""The European Central Bank's reference rates, as it publishes them in XML.

https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
A `Cube` a day (`time`) holds a `Cube` a currency: `currency`, and `rate`, its units for one euro.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree

from pipeline.errors import PaybandError
from pipeline.fx.rate_jumps import find_jump
from pipeline.fx.rate_table import RateTable, table_of

_CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
_RATE = re.compile(r"\d{1,9}(\.\d{1,9})?")
_CODE = re.compile(r"[A-Z]{3}")


def ecb_table(page: bytes, name: str, today: date) -> RateTable:
    """Return the rates of one of the ECB's XML files. `name` is what errors call it.

    Raises PaybandError for what is no such file (malformed, with a DTD, without rates), a day
    that is none or is yet to come, a currency or rate that is none, a day without dollars.
    """
    days: dict[str, dict[str, str]] = {}
    for cube in _root(page, name).iter(_CUBE):
        if "time" in cube.attrib:
            day = _day(str(cube.attrib["time"]), name, today)
            days[day] = dict(_rate(c.attrib, f"{name}, {day}") for c in cube.iterchildren(_CUBE))
    if not days:
        raise PaybandError(f"{name}: there are no rates in it")
    without = next((day for day, rates in days.items() if "USD" not in rates), "")
    if without:
        raise PaybandError(f"{name}, {without}: there is no rate for USD")
    return table_of(days)


def check_steps(name: str, *tables: RateTable) -> None:
    """Raise PaybandError where a rate jumps from one day of the tables to the next."""
    cells = (cell for table in tables for cell in table.cells())
    jump = find_jump({(day, code, Decimal(rate)) for day, code, rate in cells})
    if jump:
        raise PaybandError(f"{name}: {jump.words}: that cannot be")


def _root(page: bytes, name: str) -> Any:
    # No entities, no DTD, no network: a rates file needs none of them, a bomb all.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError as error:
        raise PaybandError(f"{name}: is no XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise PaybandError(f"{name}: has a document type, which the ECB's files have not")
    return root


def _day(text: str, name: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PaybandError(f"{name}: {text!r} is no day") from None
    if day > today + timedelta(days=1):  # east of us it may be tomorrow
        raise PaybandError(f"{name}: {text} is yet to come")
    return day.isoformat()


def _rate(cells: Mapping[str, str], where: str) -> tuple[str, str]:
    code, rate = cells.get("currency", ""), cells.get("rate", "")
    if not _CODE.fullmatch(code):
        raise PaybandError(f"{where}: {code!r} is no currency")
    if not _RATE.fullmatch(rate) or not Decimal(rate):
        raise PaybandError(f"{where}, {code}: {rate!r} is no rate")
    return code, rate
