from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from models.vocab import Flag, Period
from pipeline.pay.bands.checks import DISTRUSTED
from pipeline.pay.bands.format import spell
from pipeline.pay.grammar.amounts import find_amounts
from pipeline.pay.lexing.lexemes import fold
from pipeline.pay.lexing.numbers import Number
from pipeline.pay.lexing.tokens import tokenize
from pipeline.pay.parts.excerpts import excerpts
from pipeline.pay.reader import read_pay
from pipeline.pay.reference.annual import per_year
from pipeline.pay.reference.band import Band
from pipeline.pay.reference.currency import countries

WORDS = {"ALL", "NAD", "TOP"}
"""Codes that are words of ads (`nad 5000 zł`): no marks. In its country a bare figure has each."""
CURRENCIES = sorted({country.currency for country in countries().values()} - WORDS)
CODES = st.sampled_from(CURRENCIES)
HARD = st.sampled_from(["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"])  # a year's pay
YEARLY = st.integers(41, 400).map(lambda n: n * 1000)
FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
PERIODS = st.sampled_from(list(Period))
OPEN_ENDS = st.sampled_from(["both", "min", "max"])
CENTS = st.integers(1_000, 99_999_999).map(lambda n: Decimal(n) / 100)
# both ends of a band that is not too wide to be believed
BANDS = st.tuples(CENTS, st.integers(100, 999)).map(
    lambda drawn: (drawn[0], round(drawn[0] * drawn[1] / 100, 2))
)
NOISE = st.text(alphabet="abcdefghij äöü, \n", max_size=40)
PAYISH = st.text(
    alphabet=st.sampled_from(list("0123456789.,'kKmM$£€¥円万薪+-–~/()% \nprtoyhru年月給LPA")),
    max_size=60,
)
# how a figure is written: what groups its thousands, what starts its decimals
WRITINGS = [
    (",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ","), ("'", "."), ("’", "."),
    ("", "."), ("", ","),
]  # fmt: skip
SCALES = [
    ("k", "USD", 1000), ("K", "EUR", 1000), (" k", "EUR", 1000), (" thousand", "GBP", 1000),
    (" tys.", "PLN", 1000), (" тыс.", "RUB", 1000), (" тис.", "UAH", 1000), (" tis.", "CZK", 1000),
    (" Tsd.", "EUR", 1000), (" mil", "BRL", 1000), (" bin", "TRY", 1000), ("万", "JPY", 10_000),
    ("만", "KRW", 10_000), ("萬", "TWD", 10_000), (" lakh", "INR", 100_000), ("L", "INR", 100_000),
    (" triệu", "VND", 1_000_000), ("tr", "VND", 1_000_000), (" juta", "IDR", 1_000_000),
    ("M", "VND", 1_000_000),
]  # fmt: skip
# what stands around pay in a field or a description and is none
AROUND = [
    "25 days holiday", "40 hours per week", "401(k) match", "10% bonus", "Level 4", "Band 7",
    "founded in 2015", "300 employees", "5+ years of experience", "0.5% equity", "24/7",
    "9am to 5pm", "12 month contract", "Ref ABC1234", "call 555 123 4567", "3 openings",
    "18 Jahre", "35 heures", "40 Stunden", "8 часов", "5名", "月给面议", "Python 3.11",
    "4 days on site",
]  # fmt: skip
APART = ["\n", " | ", "; ", " • "]
OTHERS = st.sampled_from(AROUND)
SENTENCES = [
    "The salary range is {}.", "Salary: {}", "Base pay: {}", "Pay range: {} plus equity.",
    "We offer a salary of {} and a pension.", "Compensation:\n{}", "Gehalt: {}", "Salaire : {}",
    "Wynagrodzenie: {}", "Зарплата: {}",
]  # fmt: skip


def written(amount, grouping, point):
    """Return an amount as the writings of the world have it."""
    whole, _, decimals = f"{amount:,f}".partition(".")
    return whole.replace(",", grouping) + (point + decimals if decimals else "")


def printed(low, high, code, period, open_end="both"):  # a whole band
    stated = {"both": (low, high), "min": (low, None), "max": (None, high)}[open_end]
    return Band(min=stated[0], max=stated[1], currency=code, period=period)


def ends(band):
    return band.min, band.max


def headline(text, country=None):
    return read_pay(text, country=country).band


@given(PAYISH)
def test_any_text_gives_ordered_bands_and_no_error(text):
    for country in (None, "US", "IN", "JP"):
        for prose in (False, True):
            for band in read_pay(text, country=country, prose=prose).bands:
                assert band.min is not None or band.max is not None
                assert band.min is None or band.max is None or band.min <= band.max
                assert len(band.flags) == len(band.reasons)


@given(st.text(max_size=80))
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@given(PAYISH)
def test_tokens_stand_in_order_and_amounts_in_one_band(text):
    tokens = tokenize(text)
    amounts = find_amounts(tokens, indian=True)

    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(a.last < b.first for a, b in pairwise(amounts))
    assert all(isinstance(a.number, Number) for a in amounts)


@given(CODES, BANDS, PERIODS, OPEN_ENDS)
def test_reading_what_we_print_gives_back_what_was_printed(code, both, period, open_end):
    band = printed(both[0], both[1], code, period, open_end)

    read = headline(spell(band))

    assert (*ends(read), read.currency, read.period) == (*ends(band), code, period)


@given(CODES, BANDS, PERIODS)
def test_a_band_is_read_alike_in_a_field_and_in_a_sentence(code, both, period):
    band = printed(both[0], both[1], code, period)

    for sentence in SENTENCES:
        (read,) = read_pay(sentence.format(spell(band)), prose=True).bands
        assert (*ends(read), read.currency, read.period) == (*ends(band), code, period), sentence


@given(CODES, BANDS, st.sampled_from(WRITINGS), PERIODS)
def test_grouping_never_changes_the_value(code, both, writing, period):
    low, high = both
    text = f"{code} {written(low, *writing)} - {written(high, *writing)} per {period}"

    assert ends(headline(text)) == (low, high), text


@given(st.integers(1, 99), st.integers(1, 99), st.integers(10, 99))
def test_lakhs_are_grouped_by_two(crores, lakhs, thousands):
    figure = f"{crores},{lakhs:02},{thousands},000"

    assert headline(f"₹{figure} per year").min == Decimal(figure.replace(",", ""))


@given(st.sampled_from(SCALES), st.integers(1, 400), st.integers(1, 400))
def test_scaling_never_changes_the_value(scale, one, other):
    low, high = sorted((one, other))
    word, code, factor = scale
    text = f"{code} {low}{word} - {high}{word} per year"

    assert ends(headline(text)) == (low * factor, high * factor), text


@given(st.sampled_from(SCALES), st.integers(2, 400), st.integers(1, 400))
def test_a_scale_on_the_upper_end_serves_both(scale, one, more):
    word, code, factor = scale
    assume(f"{one + more}{word}".casefold() != "401k")  # a pension plan in the US
    text = f"{code} {one} - {one + more}{word} per year"

    assert ends(headline(text)) == (one * factor, (one + more) * factor), text


@given(CODES, YEARLY, YEARLY)
def test_thousands_are_the_same_however_written(code, one, other):
    low, high = sorted((one, other))
    plain = headline(f"{code} {low} - {high}")

    for text in (
        f"{code} {low // 1000}k - {high // 1000}k",
        f"{code} {low // 1000}-{high // 1000}K",
        f"{code} {low:,}.00 - {high:,}.00",
        f"{low // 1000}k to {high // 1000}k {code}",
        f"{code}{low // 1000}K–{code}{high // 1000}K",
        f"{code} {low:,}.00 - {code} {high:,}.00".translate(FULL_WIDTH),
    ):
        assert ends(headline(text)) == ends(plain), text


@given(NOISE, NOISE, YEARLY, YEARLY)
def test_words_around_a_band_do_not_change_it(before, after, one, other):
    low, high = sorted((one, other))
    band = f"USD {low:,} - {high:,} per year"

    assert ends(headline(f"{before}\n{band}\n{after}")) == (low, high)


@given(HARD, YEARLY, YEARLY, st.tuples(OTHERS, OTHERS), st.sampled_from(APART))
def test_figures_that_are_no_pay_do_not_change_a_band(code, one, other, around, mark):
    low, high = sorted((one, other))
    text = mark.join((around[0], f"{code} {low:,} - {high:,} per year", around[1]))

    assert [ends(band) for band in read_pay(text).bands] == [(low, high)], text
    assert [ends(band) for band in read_pay(text, prose=True).bands] == [(low, high)], text


@given(CODES, CODES, YEARLY, YEARLY)
def test_bands_in_two_currencies_are_never_merged(one_code, other_code, one, other):
    low, high = sorted((one, other))
    text = f"{one_code} {low:,} - {high:,} / {other_code} {low:,} - {high:,}"

    assert {band.currency for band in read_pay(text).bands} == {one_code, other_code}


@given(CODES, CENTS, PERIODS)
def test_a_year_is_made_of_its_periods(code, amount, period):
    band = headline(spell(printed(amount, amount, code, period)))

    if band.annual_min is not None:
        assert band.annual_min == amount * per_year(period)
    assert (band.annual_min is None) == bool(set(band.flags) & (DISTRUSTED | {Flag.PLACEHOLDER}))


@given(YEARLY, YEARLY)
def test_written_high_to_low_is_turned_and_flagged(one, other):
    low, high = sorted((one, other))
    band = headline(f"USD {high} - {low}", country="US")

    assert ends(band) == (low, high)
    assert (Flag.INVERTED in band.flags) == (low != high)


@given(st.text(max_size=400))
def test_the_places_of_a_text_are_parts_of_it_in_order(text):
    parts = [part.text for part in excerpts(text).stretches]

    assert sum(map(len, parts)) <= len(text)
