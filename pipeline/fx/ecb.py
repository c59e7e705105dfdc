"""Read the reference rates of the European Central Bank (ECB) from its XML files.

https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
A `Cube` for each day (`time`) holds a `Cube` for each currency, with the attributes `currency`
and `rate` (units of the currency for one euro).
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
    """Return the rates in the XML `page` of the ECB. Errors call the file `name`.

    Raises PaybandError for a page that is malformed, has a DTD or holds no rates, for a day that
    is invalid or after `today`, for an invalid currency or rate, and for a day without dollars.
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
    """Raise PaybandError if a rate jumps between two days of the tables (see `rate_jumps`)."""
    cells = (cell for table in tables for cell in table.cells())
    jump = find_jump({(day, code, Decimal(rate)) for day, code, rate in cells})
    if jump:
        raise PaybandError(f"{name}: {jump.words}: the step is too large to be real")


def _root(page: bytes, name: str) -> Any:
    # A rates file needs no entities, no DTD and no network. An XML bomb needs them.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError as error:
        raise PaybandError(f"{name}: is not valid XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise PaybandError(f"{name}: has a document type; the ECB's files have none")
    return root


def _day(text: str, name: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PaybandError(f"{name}: {text!r} is not a date") from None
    if day > today + timedelta(days=1):  # east of us it may be tomorrow
        raise PaybandError(f"{name}: {text} is in the future")
    return day.isoformat()


def _rate(cells: Mapping[str, str], where: str) -> tuple[str, str]:
    code, rate = cells.get("currency", ""), cells.get("rate", "")
    if not _CODE.fullmatch(code):
        raise PaybandError(f"{where}: {code!r} is not a currency code")
    if not _RATE.fullmatch(rate) or not Decimal(rate):
        raise PaybandError(f"{where}, {code}: {rate!r} is not a rate")
    return code, rate
