"""Rates of one's own and of newer days beside the shipped ones: which one is used."""

import pickle
from datetime import date
from decimal import Decimal

import pytest

from pipeline.errors import InputError
from pipeline.fx.coverage import coverage
from pipeline.fx.rate_table import RateTable, joined, shipped, table_of
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.fx.saved_rates import saved_rates
from pipeline.fx.user_rates import user_rates
from tests.support.rows import every_row

TODAY = date(2026, 11, 20)
END = date.fromisoformat(max(shipped().lines))
NEWER = table_of({"2026-11-19": {"USD": "1.10", "GBP": "0.80", "JPY": "165"}})
OWN = user_rates(
    "date,currency,units_per_usd,units_per_eur\n"
    "2026-11-19,VND,26000,\n"
    "2026-11-19,AED,,4.4\n"
    "2026-11-18,GBP,0.5,\n"
    "2024-03-01,EUR,0.5,\n",
    "own.csv",
    TODAY,
)
RATES = Rates(NEWER, OWN)


@pytest.mark.parametrize(
    ("currency", "day", "dollars", "rated"),
    [
        ("VND", "2026-11-19", "3.85", "2026-11-19"),
        ("VND", "2026-11-26", "3.85", "2026-11-19"),
        ("AED", "2026-11-19", "25000.00", "2026-11-19"),
        ("JPY", "2026-11-20", "666.67", "2026-11-19"),
        ("GBP", "2026-11-18", "200000.00", "2026-11-18"),  # own
        ("GBP", "2026-11-19", "137500.00", "2026-11-19"),  # a newer day's comes before one's own
        ("EUR", "2024-03-01", "200000.00", "2024-03-01"),  # own before shipped on one day
        ("EUR", "2024-02-29", "108260.00", "2024-02-29"),
    ],
)
def test_the_nearest_rate_before_the_day_is_used_and_ones_own_first(currency, day, dollars, rated):
    found = RATES.usd(Decimal(100_000), currency, date.fromisoformat(day))

    assert found == (Decimal(dollars), date.fromisoformat(rated))


def test_a_rate_that_was_updated_comes_before_the_shipped_one():
    corrected = Rates(table_of({"2024-03-01": {"USD": "2"}}))

    assert corrected.usd(Decimal(1), "EUR", date(2024, 3, 1)) == (Decimal(2), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("currency", "day"),
    [("VND", "2026-11-18"), ("VND", "2026-11-27"), ("JPY", "2026-11-10"), ("GBP", "0001-01-02")],
)
def test_no_rate_is_taken_from_later_or_over_a_week_before(currency, day):
    assert RATES.usd(Decimal(1), currency, date.fromisoformat(day)) is None


def test_the_largest_figure_is_turned_to_the_cent():
    assert RATES.usd(Decimal(10) ** 30, "AED", TODAY) == (Decimal("2.5e29"), date(2026, 11, 19))


def test_the_version_follows_what_was_added():
    versions = {SHIPPED.version, Rates(NEWER).version, Rates(own=OWN).version, RATES.version}

    assert SHIPPED.version == ""
    assert len(versions) == 4
    assert pickle.loads(pickle.dumps(RATES)).version == RATES.version  # noqa: S301  # our own


def test_the_order_of_rows_makes_no_other_version():
    rows = ["2026-11-19,VND,26000", "2026-11-18,VND,26010"]
    one, other = (
        user_rates("\n".join(["date,currency,units_per_usd", *order]), "x", TODAY)
        for order in (rows, rows[::-1])
    )

    assert one.text == other.text


def test_what_is_kept_is_read_back(tmp_path):
    (tmp_path / "ecb.csv").write_text(NEWER.text, encoding="utf-8")
    (tmp_path / "own.csv").write_text(OWN.text, encoding="utf-8")

    assert saved_rates(tmp_path).version == RATES.version
    assert saved_rates(tmp_path).own.rates == OWN.rates
    assert saved_rates(tmp_path / "none") == SHIPPED


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ecb.csv, row 1"),
        ("date,USD\n2026-11-19,1.1\n2026-11-2", "ecb.csv, row 3: is damaged"),
        ("date,USD\n2026-11-19,1.1,5\n", "ecb.csv, row 2"),
        ("date,USD\n2026-13-19,1.1\n", "ecb.csv, row 2"),
        ("date,USD\n2026-11-19,NaN\n", "ecb.csv, row 2"),
        ("<html>\n", "ecb.csv, row 1"),
    ],
)
def test_a_damaged_file_is_named_with_its_row(tmp_path, text, says):
    (tmp_path / "ecb.csv").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=says):
        saved_rates(tmp_path)


HEAD = "date,currency,units_per_usd\n"


@every_row(
    ("text", "says"),
    [
        ("", "row 1: the columns are missing"),
        (HEAD, "there are no rates"),
        ("date;currency;units_per_usd\n2026-11-19;VND;26000\n", "row 1: the columns are date;"),
        ("day,currency,units_per_usd\n", "row 1: the columns"),
        ("date,currency\n2026-11-19,VND\n", "row 1: the columns"),
        ("date,currency,units_per_usd,note\n", "row 1: the columns"),
        ("date,currency,currency,units_per_usd\n", "row 1: a column appears twice"),
        (HEAD + "2026-11-19,VND\n", "row 2: it has more or fewer cells"),
        (HEAD + "2026-11-19,VND,26000,1\n", "row 2: it has more or fewer cells"),
        (HEAD + "19.11.2026,VND,26000\n", "row 2, date: '19.11.2026' is not a date"),
        (HEAD + "20261119,VND,26000\n", "row 2, date"),
        (HEAD + "2026-02-30,VND,26000\n", "row 2, date"),
        (HEAD + "2026-11-21,VND,26000\n", "row 2, date: 2026-11-21 is in the future"),
        (HEAD + "2026-11-19,vnd,26000\n", "row 2, currency: 'vnd' is not an ISO 4217"),
        (HEAD + "2026-11-19,VMD,26000\n", "row 2, currency: 'VMD' is not an ISO 4217"),
        (HEAD + "2026-11-19,,26000\n", "row 2, currency"),
        (HEAD + "2026-11-19,USD,1\n", "row 2, currency: USD needs no"),
        ("date,currency,units_per_eur\n2026-11-19,EUR,1\n", "row 2, currency: EUR needs no"),
        ("date,currency,units_per_eur\n2026-11-19,USD,1.1\n", "row 2, currency: USD needs no"),
        (HEAD + "2026-11-19,VND,26000\n2026-11-18,VND,\n", "row 3: fill in either"),
        (HEAD + '2026-11-19,VND,"26,000"\n', "row 2, units_per_usd: '26,000' is not a number"),
        (HEAD + "2026-11-19,VND,-26000\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND,0\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND,NaN\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND,1e4\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND,２６\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND," + "9" * 40 + "\n", "row 2, units_per_usd"),
        (HEAD + "2026-11-19,VND,26000\n2026-11-19,VND,1\n", "row 3: VND on .* is also in row 2"),
        (HEAD + "2026-11-19,VND,26000\n2026-11-18,VND,0.00003846\n", "row 2: VND is 0.00003846 on"),
        (HEAD + '2026-11-19,"VND,26000\n', "row 2: unexpected end"),
    ],
)
def test_a_bad_row_rejects_the_whole_file_and_is_named(text, says):
    with pytest.raises(InputError, match=rf"^mine\.csv(, |: ){says}"):
        user_rates(text, "mine.csv", TODAY)


def test_both_bases_in_one_file_are_no_jump():
    text = HEAD.replace("usd", "eur,units_per_usd")

    rates = user_rates(f"{text}2026-11-18,KWD,0.35,\n2026-11-19,KWD,,0.1\n", "x", TODAY)

    assert len(rates.rates) == 2


def test_a_later_file_replaces_the_same_day_and_keeps_the_others():
    newer = user_rates(f"{HEAD}2026-11-19,VND,26100\n", "x", TODAY)

    both = OWN | newer

    assert both.rates["2026-11-19", "VND"].units == 26100
    assert len(both.rates) == len(OWN.rates)


def test_tables_are_joined_by_day_the_later_one_first():
    old = RateTable("date,JPY,USD\n2026-11-18,160,1.2\n2026-11-19,161,1.3\n")

    assert joined(old, NEWER).text == (
        "date,GBP,JPY,USD\n2026-11-18,,160,1.2\n2026-11-19,0.80,165,1.10\n"
    )
    assert joined(old, after="2026-11-18").text == "date,JPY,USD\n2026-11-19,161,1.3\n"


def test_the_list_says_what_is_covered_until_when_and_by_whom():
    rows = {row.currency: row for row in coverage(RATES)}

    assert rows["VND"] == ("VND", "2026-11-19", "2026-11-19", 1, "your own")
    assert (rows["GBP"].last, rows["GBP"].source) == ("2026-11-19", "ECB update")
    assert (rows["RUB"].last, rows["RUB"].source) == ("2022-03-01", "shipped")
    assert rows["EUR"].first == rows["USD"].first == "2015-01-02"


@pytest.mark.parametrize(
    ("rates", "currency", "today", "day"),
    [
        (SHIPPED, "GBP", TODAY, END),
        (SHIPPED, "RUB", TODAY, END),
        (SHIPPED, "GBP", date(2020, 5, 5), date(2020, 5, 5)),
        (RATES, "GBP", TODAY, date(2026, 11, 19)),
        (Rates(own=OWN), "VND", TODAY, date(2026, 11, 19)),
        (Rates(own=OWN), "JPY", TODAY, END),
    ],
)
def test_the_last_day_is_today_or_where_the_rates_end(rates, currency, today, day):
    assert rates.last_day(currency, today) == day
