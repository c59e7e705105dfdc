"""What the figures of a text are worth: scale, open ends, order, currency and period."""

from decimal import Decimal

import pytest

from models.vocab import Origin, Period
from pipeline.pay.bands.money import Context, evaluate
from pipeline.pay.grammar.amounts import find_amounts
from pipeline.pay.grammar.spans import find_spans
from pipeline.pay.grammar.surroundings import Modifiers, read_modifiers
from pipeline.pay.lexing.tokens import tokenize
from tests.support.rows import every_row

YEAR, MONTH, WEEK, DAY, HOUR = Period.YEAR, Period.MONTH, Period.WEEK, Period.DAY, Period.HOUR
US, GERMANY, INDIA = Context("US"), Context("DE"), Context("IN")


def worth(text, context, **setting):
    """Return the amounts of the one band of a text, with what the words around it say."""
    tokens = tokenize(text)
    spans = find_spans(tokens, find_amounts(tokens, indian=context.country == "IN"))
    (span,) = spans
    said = Modifiers(**setting) if setting else read_modifiers(tokens, spans, 0)
    return evaluate(span, said, context)


def ends(text, context=US, **setting):
    money = worth(text, context, **setting)
    return " - ".join(
        "" if end is None else f"{end.normalize():f}" for end in (money.low, money.high)
    )


@every_row(
    ("text", "context", "wanted"),
    [
        # a bare end shares the scale of the other
        ("$90 - 120k per year", US, "90000 - 120000"),
        ("$90k - 120 per year", US, "90000 - 120000"),
        ("$999 - 999k", US, "999000 - 999000"),
        ("$1000 - 90k", US, "1000 - 90000"),
        ("$130k - 120 per year", US, "120 - 130000"),
        ("$130 - 120k per year", US, "130 - 120000"),
        ("$120k - 120", US, "120000 - 120000"),
        ("800〜1200万円", Context("JP"), "8000000 - 12000000"),
        ("9999〜10000万円", Context("JP"), "99990000 - 100000000"),
        ("10000〜12000万円", Context("JP"), "10000 - 120000000"),
        ("$90,000 - $120,000", US, "90000 - 120000"),
        ("$120,000", US, "120000 - 120000"),
        ("$120 - 120k", Context("US", origin=Origin.STRUCTURED), "120000 - 120000"),
        ("$1000 - 2000k", US, "1000 - 2000000"),
        ("$0.1m - 900k", US, "100000 - 900000"),
        # thousands stated only at the upper end
        ("£45-50,000", Context("GB"), "45000 - 50000"),
        ("£45-52,500", Context("GB"), "45000 - 52500"),
        ("£45-52,550", Context("GB"), "45 - 52550"),
        ("£10-40,000", Context("GB"), "10000 - 40000"),
        ("£10-40,100", Context("GB"), "10 - 40100"),
        ("£9-20,000", Context("GB"), "9 - 20000"),
        ("£20-20,000", Context("GB"), "20000 - 20000"),
        ("£21-20,000", Context("GB"), "21 - 20000"),
        ("£999-1,000,000", Context("GB"), "999000 - 1000000"),
        ("£1000-1,000,000", Context("GB"), "1000 - 1000000"),
        ("5 - 7.000.000 Rp", Context("ID"), "5000000 - 7000000"),
        ("1 - 3.000.000 Rp", Context("ID"), "1000000 - 3000000"),
        ("0,5 - 1.500.000 Rp", Context("ID"), "0.5 - 1500000"),
        ("5 - 7.050.000 Rp", Context("ID"), "5 - 7050000"),
        ("£45-50,000", Context("GB", origin=Origin.DESCRIPTION), "45000 - 50000"),
        ("£45-50,000", Context("GB", origin=Origin.STRUCTURED), "45 - 50000"),
        # open ends, and order
        ("from $90,000", US, "90000 - "),
        ("up to $90,000", US, " - 90000"),
        ("$0 - $90,000", US, " - 90000"),
        ("$0 - $1", US, " - 1"),
        ("$0", US, "0 - 0"),
        ("$120,000 - $90,000", US, "90000 - 120000"),
        # an amount for several periods, or for a part
        ("$3,000 per 2 weeks", US, "1500 - 1500"),
        ("$2,000 - $3,000 every two weeks", US, "1000 - 1500"),
        ("$90,000", Context("US", times=Decimal(2)), "45000 - 45000"),
        ("$90,000 per year", Context("US", times=Decimal(2)), "90000 - 90000"),
        # decimals of an hour's pay
        ("25.500 € pro Stunde", GERMANY, "25.5 - 25.5"),
        ("25.500 - 30.250 € pro Stunde", GERMANY, "25.5 - 30.25"),
        ("25.000 € pro Stunde", GERMANY, "25000 - 25000"),
        ("25.000 - 30.500 € pro Stunde", GERMANY, "25 - 30.5"),
        ("4.500 € pro Stunde", GERMANY, "4500 - 4500"),
        ("305.500 € pro Stunde", GERMANY, "305500 - 305500"),
        ("4.500 - 30.500 € pro Stunde", GERMANY, "4500 - 30500"),
        ("30.500 - 305.500 € pro Stunde", GERMANY, "30500 - 305500"),
        ("25.500 - 30 € pro Stunde", GERMANY, "25.5 - 30"),
        ("250.500 € pro Tag", GERMANY, "250500 - 250500"),
        ("$62,500 per hour", US, "62500 - 62500"),
        ("$25.500 - 62,500 per hour", US, "25500 - 62500"),
        ("25.500 per hour", Context(), "25500 - 25500"),
        ("25.500 - 300.000 € pro Stunde", GERMANY, "25.5 - 300"),
        ("$5.000 - 30.500 per hour", US, "5 - 30.5"),
        ("62,500 € pro Stunde", GERMANY, "62.5 - 62.5"),
        ("$62.500 per hour", US, "62.5 - 62.5"),
        ("300 € pro Stunde", GERMANY, "300 - 300"),
        # four decimals, no more
        ("$1000", Context("US", times=Decimal(3)), "333.3333 - 333.3333"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_ends_of_a_band(text, context, wanted):
    assert ends(text, context) == wanted


@pytest.mark.parametrize(
    ("text", "inverted"),
    [
        ("$120,000 - $90,000", True),
        ("$90,000 - $120,000", False),
        ("$90,000 - $90,000", False),
        ("£55 Umbrella / £41 PAYE", False),
    ],
)
def test_only_a_range_can_be_inverted(text, inverted):
    assert worth(text, US).inverted is inverted


@every_row(
    ("text", "context", "more", "wanted"),
    [
        ("€90,000", US, {}, ("EUR", False)),
        ("90,000", US, {"marks": ["EUR"]}, ("EUR", False)),
        ("$90,000 - 95,000 CAD", US, {}, ("CAD", False)),
        ("€90,000", US, {"marks": ["GBP"]}, ("EUR", False)),
        ("$90,000", US, {"marks": ["CAD"]}, ("CAD", False)),
        ("$90,000", Context("CA"), {}, ("CAD", True)),
        ("90,000", GERMANY, {}, ("EUR", True)),
        ("90,000", Context(), {}, (None, False)),
        ("90,000", Context("US", currency="CHF"), {}, ("CHF", False)),
        ("12 lakh", INDIA, {}, ("INR", True)),
        ("10 - 12 lakh", Context("US"), {}, ("INR", True)),
        ("12 lakh - 1,500,000", Context("US"), {}, ("INR", True)),
    ],
    ids=str,
)
def test_the_currency(text, context, more, wanted):
    money = worth(text, context, **more)
    assert (money.currency, money.currency_inferred) == wanted


@every_row(
    ("text", "context", "more", "wanted"),
    [
        ("$50 per hour", US, {}, (HOUR, False, True)),
        ("$50", US, {"period": ""}, (None, False, True)),
        ("$50 per hour", Context("US", period=YEAR), {}, (HOUR, False, True)),
        ("$90,000", Context("US", period=YEAR), {}, (YEAR, False, True)),
        ("$90,000", Context("US", timeless=True), {}, (None, False, True)),
        ("$90,000", US, {}, (YEAR, True, False)),
        ("$9,999", US, {}, (None, False, False)),
        ("90,000", Context(), {}, (None, False, False)),
        # ends of different usual periods: the lower decides, if they belong together
        ("€4,000 - €6,000", Context("PT"), {}, (MONTH, True, False)),
        ("€8,000 - €14,000", Context("PT"), {}, (MONTH, True, False)),
        ("€14,000", Context("PT"), {}, (YEAR, True, False)),
        ("€1,500 - €14,999", Context("PT"), {}, (MONTH, True, False)),
        ("€1,500 - €15,000", Context("PT"), {}, (None, False, False)),
        ("€600 - €5,999", Context("PT"), {}, (MONTH, True, False)),
        ("€14,000 - €8,000", Context("PT"), {}, (YEAR, True, False)),
        ("$14 - $43,210", US, {}, (None, False, False)),
        ("$1 - $43,210", US, {}, (None, False, False)),
        ("up to $43,210", US, {}, (YEAR, True, False)),
        ("$0 - $43,210", US, {}, (YEAR, True, False)),
        ("$20,000 - $250,000", US, {}, (YEAR, True, False)),
        # months paid
        ("4.500 €", GERMANY, {"months": Decimal(13)}, (MONTH, True, False)),
        ("45.000 €", GERMANY, {"months": Decimal(13)}, (YEAR, True, False)),
        ("4.500 €", GERMANY, {}, (None, False, False)),
    ],
    ids=str,
)
def test_the_period_and_whether_it_was_inferred_or_stated(text, context, more, wanted):
    money = worth(text, context, **more)
    assert (money.period, money.period_inferred, money.period_stated) == wanted


def test_a_word_may_mean_another_time_in_a_country():
    assert worth("500", Context("UA"), period="year|UA hour").period is HOUR
    assert worth("500", US, period="year|UA hour").period is YEAR


def test_the_largest_is_the_larger_of_the_stated_ends():
    assert worth("$90,000 - $120,000", US).largest == 120_000
    assert worth("from $90,000", US).largest == 90_000
    assert worth("up to $120,000", US).largest == 120_000


def test_a_source_that_says_nothing_says_no():
    silent = Context()
    said = (silent.ote, silent.estimate, silent.timeless, silent.commission, silent.introduced)
    assert said == (False,) * 5
