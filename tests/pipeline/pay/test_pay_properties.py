from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.vocab import Flag, Period
from pipeline.pay.amounts import find_amounts
from pipeline.pay.band import Band
from pipeline.pay.numbers import Number
from pipeline.pay.pieces import fold
from pipeline.pay.places import places
from pipeline.pay.reader import read_pay
from pipeline.pay.show import spell
from pipeline.pay.tokens import tokenize

CODES = st.sampled_from(["USD", "EUR", "GBP", "CHF", "INR", "JPY", "PLN"])
YEARLY = st.integers(41, 400).map(lambda n: n * 1000)
# not an hour: 41,000 an hour is read as 41.000
LONGER = st.sampled_from([p for p in Period if p is not Period.HOUR])
NOISE = st.text(alphabet="abcdefghij äöü, \n", max_size=40)
PAYISH = st.text(
    alphabet=st.sampled_from(list("0123456789.,'kKmM$£€¥円万薪+-–~/()% \nprtoyhru年月給LPA")),
    max_size=60,
)


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


@given(CODES, YEARLY, YEARLY, LONGER, st.sampled_from(["both", "min", "max"]))
def test_reading_what_we_print_gives_back_what_was_printed(code, one, other, period, open_end):
    low, high = sorted((Decimal(one), Decimal(other)))
    band = Band(
        min=None if open_end == "max" else low,
        max=None if open_end == "min" else high,
        currency=code,
        period=period,
    )

    read = headline(spell(band))

    assert (*ends(read), read.currency, read.period) == (*ends(band), code, period)


@given(CODES, YEARLY, YEARLY)
def test_grouping_and_scaling_never_change_the_value(code, one, other):
    low, high = sorted((one, other))
    plain = headline(f"{code} {low} - {high}")
    spaced = f"{low:,}".replace(",", " "), f"{high:,}".replace(",", " ")

    for text in (
        f"{code} {low:,} - {high:,}",
        f"{code} {low:,}.00 - {high:,}.00",
        f"{code} {low // 1000}k - {high // 1000}k",
        f"{code} {low // 1000}-{high // 1000}K",
        f"{code} {spaced[0]} – {spaced[1]}",
        f"{low:,}".replace(",", ".") + " - " + f"{high:,}".replace(",", ".") + f" {code}",
        f"{low:,}".replace(",", "’") + f" {code} to " + f"{high:,}".replace(",", "’") + f" {code}",
    ):
        assert ends(headline(text)) == ends(plain), text


@given(NOISE, NOISE, YEARLY, YEARLY)
def test_words_around_a_band_do_not_change_it(before, after, one, other):
    low, high = sorted((one, other))
    band = f"USD {low:,} - {high:,} per year"

    assert ends(headline(f"{before}\n{band}\n{after}")) == (low, high)


@given(YEARLY, YEARLY)
def test_written_high_to_low_is_turned_and_flagged(one, other):
    low, high = sorted((one, other))
    band = headline(f"USD {high} - {low}", country="US")

    assert ends(band) == (low, high)
    assert (Flag.INVERTED in band.flags) == (low != high)


@given(st.text(max_size=400))
def test_the_places_of_a_text_are_parts_of_it_in_order(text):
    parts = places(text).stretches

    assert sum(map(len, parts)) <= len(text)
