"""The ECB's XML, and what only looks like it."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.errors import PaybandError
from pipeline.fx.ecb import check_steps, ecb_table
from pipeline.fx.rate_jumps import find_jump
from pipeline.fx.rate_table import shipped, table_of

TODAY = date(2026, 11, 20)
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
)
ENDING = "</gesmes:Envelope>"
DOLLARS = '<Cube currency="USD" rate="1.1"/>'


def page(*days):
    cubes = "".join(f'<Cube time="{day}">{rates}</Cube>' for day, rates in days)
    return f"{OPENING}<Cube>{cubes}</Cube>{ENDING}".encode()


def test_a_page_gives_a_table_oldest_day_first():
    told = page(
        ("2026-11-20", DOLLARS + '<Cube currency="JPY" rate="165.21"/>'), ("2026-11-19", DOLLARS)
    )

    assert ecb_table(told, "x.xml", TODAY).text == (
        "date,JPY,USD\n2026-11-19,,1.1\n2026-11-20,165.21,1.1\n"
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not valid XML"),
        (b"<html><p>Sorry</html>", "is not valid XML"),
        (b"<html/>", "there are no rates"),
        (page(), "there are no rates"),
        (page(("2026-11-20", DOLLARS))[:-40], "is not valid XML"),
        (page(("2026-11-31", DOLLARS)), "'2026-11-31' is not a date"),
        (page(("2026-11-22", DOLLARS)), "2026-11-22 is in the future"),
        (page(("2026-11-20", "")), "2026-11-20: there is no rate for USD"),
        (page(("2026-11-20", '<Cube currency="JPY" rate="1"/>')), "no rate for USD"),
        (page(("2026-11-20", '<Cube currency="usd" rate="1"/>')), "'usd' is not a currency"),
        (page(("2026-11-20", '<Cube rate="1"/>')), "'' is not a currency"),
        (page(("2026-11-20", '<Cube currency="USD" rate="0"/>')), "USD: '0' is not a rate"),
        (page(("2026-11-20", '<Cube currency="USD" rate="-1"/>')), "USD: '-1' is not a rate"),
        (page(("2026-11-20", '<Cube currency="USD" rate="1,1"/>')), "USD: '1,1' is not a rate"),
        (page(("2026-11-20", '<Cube currency="USD" rate="NaN"/>')), "USD: 'NaN' is not a rate"),
        (page(("2026-11-20", '<Cube currency="USD"/>')), "USD: '' is not a rate"),
        (
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
            "has a document type",
        ),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "has a document type"),
    ],
)
def test_what_cannot_be_a_page_of_rates_is_refused(content, says):
    with pytest.raises(PaybandError, match=f"^x.xml.*{says}"):
        ecb_table(content, "x.xml", TODAY)


def test_a_step_that_cannot_be_is_named():
    before = table_of({"2026-11-19": {"USD": "1.1", "JPY": "165"}})
    after = table_of({"2026-11-20": {"USD": "1.1", "JPY": "1.65"}})

    with pytest.raises(PaybandError, match=r"x\.xml: JPY is 165 on .* and 1\.65 on"):
        check_steps("x.xml", before, after)


def test_no_step_of_the_shipped_history_is_one_that_cannot_be():
    cells = {(day, code, Decimal(rate)) for day, code, rate in shipped().cells()}

    assert find_jump(cells) is None


def test_after_a_long_silence_a_currency_may_stand_anywhere():
    cells = [("2026-01-01", "RUB", Decimal(100)), ("2026-06-01", "RUB", Decimal(900))]

    assert find_jump(cells) is None
