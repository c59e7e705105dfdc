"""The checks of a band by hand. In the US the bounds of a year are 20,000 and 1,000,000."""

from decimal import Decimal

import pytest

from models.vocab import Flag, Level, Period
from pipeline.pay.bands.checks import DISTRUSTED, Facts, check
from tests.support.rows import every_row

YEAR, MONTH, HOUR = Period.YEAR, Period.MONTH, Period.HOUR
FILLER, NOTHING = "is typed to fill a field", "means that no amount is stated"


def facts(low, high, period=YEAR, **more):
    ends = [None if end is None else Decimal(str(end)) for end in (low, high)]
    said = {"currency": "USD", "country": "US", "period_stated": period is not None, **more}
    return Facts(ends[0], ends[1], period=period, **said)


def flags(*words, **more):
    return [(flag.value, why) for flag, why in check(facts(*words, **more))]


def typed(*figures, **more):
    """Return whether figures, written so, only fill a field; nothing else of them is checked."""
    ends = [*map(Decimal, figures), *map(Decimal, figures)][:2]
    found = flags(*ends, digits=tuple(f.replace(".", "") for f in figures), **more)
    return [why for flag, why in found if flag == "placeholder"]


@every_row(
    ("figures", "stated", "filler"),
    [
        (["11111"], True, "11111"),
        (["1111"], True, ""),
        (["1111111", "90000"], True, "1111111"),
        (["12345"], True, "12345"),
        (["1234567890"], True, "1234567890"),
        (["123450"], True, ""),
        (["99999"], True, "99999"),
        (["75000", "99999"], True, ""),
        (["99999", "99999"], True, "99999"),
        (["9999"], True, ""),
        (["55555"], False, "55555"),
        (["55555"], True, ""),
        (["555555"], True, "555555"),
        (["555555", "600000"], True, ""),
        (["55557"], False, ""),
        (["00000"], False, ""),
        (["333333.33"], True, ""),
    ],
    ids=str,
)
def test_figures_that_fill_a_field(figures, stated, filler):
    found = typed(*figures, period=YEAR, period_stated=stated)
    assert [why for why in found if FILLER in why] == [f"{filler} {FILLER}"] * bool(filler)


def test_ends_with_decimals_are_typed_as_meant():
    digits = ("99999", "99999")
    assert codes(99_999, 99_999, digits=digits) == ["placeholder"]
    assert codes(99_999, "99_999.5", digits=digits) == []


def test_two_fillers_are_one_flag():
    assert typed("11111", "12345") == [f"11111 {FILLER}"]


@pytest.mark.parametrize(
    ("low", "high", "period", "stated", "said"),
    [
        (1, 90_000, YEAR, True, f"1 {NOTHING}"),
        ("0.5", None, HOUR, True, f"0.5 {NOTHING}"),
        (None, 0, None, False, f"0 {NOTHING}"),
        ("0.05", "0.05", None, True, ""),  # a word
        ("1.01", "1.5", YEAR, True, ""),
    ],
)
def test_one_or_less_is_no_amount_unless_it_is_a_price(low, high, period, stated, said):
    found = flags(low, high, period, period_stated=stated)
    assert [why for flag, why in found if flag == "placeholder"] == [said] * bool(said)


@pytest.mark.parametrize(
    ("low", "high", "more", "times"),
    [
        (50_000, 500_000, {}, "10"),
        (50_001, 500_000, {}, ""),
        (200_000, 1_000_000, {}, "5"),
        (200_001, 1_000_000, {}, ""),
        (199_000, 999_999, {}, ""),
        (30_000, 420_000, {"currency": None}, "14"),
        (100_000, 600_000, {"period": None}, ""),
        (None, 900_000, {}, ""),
        (30_000, None, {}, ""),
        (0, 90_000, {}, ""),
    ],
)
def test_ends_too_far_apart(low, high, more, times):
    said = f"the upper end is {times} times the lower"
    assert [why for flag, why in flags(low, high, **more) if flag == "too_wide"] == [said] * bool(
        times
    )


def codes(*words, **more):
    return [flag.value for flag, _ in check(facts(*words, **more))]


@every_row(
    ("low", "high", "more", "wanted"),
    [
        (20_000, 1_000_000, {"period_stated": False}, "too_wide"),
        (20_000, 150_000, {}, ""),
        (300_000, 1_000_000, {}, ""),
        (19_999, 90_000, {"period_stated": False}, "below_floor"),
        (300_000, 1_000_001, {"period_stated": False}, "above_ceiling"),
        # what else it may be: sound for another period, where the period was stated
        (50, 60, {}, "below_floor period_mismatch scale_suspect"),
        (50, 60, {"scaled": True}, "below_floor period_mismatch"),
        (50, 60, {"period_stated": False}, "below_floor scale_suspect"),
        (20, 1_000, {"period_stated": False}, "too_wide below_floor scale_suspect"),
        (19_999, 90_000, {}, "below_floor"),
        (3, 25, {}, "below_floor"),
        (90_000, 120_000, {"period": HOUR}, "above_ceiling period_mismatch"),
        (90_000, 120_000, {"period": HOUR, "scaled": True},
         "above_ceiling period_mismatch scale_suspect"),
        (2_000_000, 3_000_000, {}, "above_ceiling"),
        (90_000_000, 90_000_000, {"scaled": True}, "above_ceiling scale_suspect"),
        (90_000_000, 90_000_000, {}, "above_ceiling"),
        (90_000_000, 10**9, {"scaled": True}, "too_wide above_ceiling scale_suspect"),
        (301, 301, {"period": HOUR}, "above_ceiling period_mismatch"),
        (300, 300, {"period": HOUR}, ""),
        (5, 5, {"period": HOUR}, ""),
        ("4.99", "4.99", {"period": HOUR}, "below_floor"),
        # ends of one and less are no amounts, and what has no bounds is not judged
        (1, 120_000, {}, "placeholder too_wide"),
        (1, 2, {}, "placeholder below_floor"),
        ("1.5", "1.5", {}, "below_floor"),
        (50, 60, {"currency": None}, ""),
        (50, 60, {"currency": "XYZ"}, ""),
        (50, 60, {"period": None, "period_stated": True}, ""),
        (5_000, 5_000, {"country": None}, ""),
        (5_000, 5_000, {}, "below_floor period_mismatch"),
        (2_500_000, 2_500_000, {"level": Level.EXECUTIVE}, ""),
        (2_500_000, 2_500_000, {"level": Level.SENIOR}, "above_ceiling"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_band_is_flagged_with(low, high, more, wanted):
    assert codes(low, high, **more) == wanted.split()


@every_row(
    ("low", "high", "more", "suspect"),
    [
        (120, 160, {}, True),
        (101, 999, {}, True),
        (100, 160, {}, False),  # three times that is no more than an hour's ceiling
        (99, 160, {}, False),
        (100, 160, {"currency": "GBP", "country": None}, True),  # an hour's ceiling is 250 pounds
        (99, 160, {"currency": "GBP", "country": None}, False),
        (120, 1_000, {}, False),
        (120, 160, {"period": YEAR}, False),
        (120, 160, {"period_stated": True}, False),
        (120, 160, {"scaled": True}, False),
        (120, 160, {"currency": "XYZ"}, False),
        (120, 160, {"currency": None}, False),
        (120, 160, {"currency": "JPY", "country": "JP"}, False),
    ],
    ids=str,
)
def test_hundreds_without_a_period_may_be_thousands_a_year(low, high, more, suspect):
    said = {"period": None, "period_stated": False, **more}
    found = check(facts(low, high, **said))
    words = "it would be sound with thousands for one year"
    assert ((Flag.SCALE_SUSPECT, words) in found) is suspect


def test_reasons_name_figure_bound_and_the_part_of_the_evidence_that_is_about_it():
    (floor,) = [why for flag, why in flags("4.5", 4.5, HOUR) if flag == "below_floor"]
    assert floor == "4.5 is below 5 USD a hour: under the federal minimum of 7.25."
    (ceiling,) = [why for flag, why in flags(1200, 1200, HOUR) if flag == "above_ceiling"]
    rule = "above the dearest contractors' rates advertised."
    assert ceiling == f"1,200 is above 300 USD a hour: {rule}"


def test_reasons_name_the_end_that_is_furthest_out():
    below, above = flags(10_000, 15_000)[0], flags(1_100_000, 1_200_000)[0]
    assert below[1].startswith("10,000 is below 20,000 USD a year: ")
    assert above[1].startswith("1,200,000 is above 1,000,000 USD a year: ")


def test_a_period_counts_as_stated_only_where_it_is_said_so():
    found = check(Facts(Decimal(120), Decimal(160), "USD", None, country="US"))
    assert [flag for flag, _ in found] == [Flag.SCALE_SUSPECT]


def test_reasons_say_what_the_figure_may_be():
    assert flags(50, 60)[1:] == [
        ("period_mismatch", "it would be sound for one day"),
        ("scale_suspect", "it would be sound with thousands"),
    ]
    assert flags(90_000_000, 90_000_000, scaled=True)[1:] == [
        ("scale_suspect", "it would be sound without thousands"),
    ]


def test_flags_stand_in_a_fixed_order():
    order = ["placeholder", "too_wide", "below_floor", "above_ceiling"]
    assert codes(2, 11_111_111, digits=("2", "11111111"), scaled=True)[:4] == order


def test_a_band_of_one_amount_that_is_unreliable_is_distrusted():
    assert {Flag.TOO_WIDE, Flag.UNREAD_FIGURE} <= DISTRUSTED
    assert Flag.PLACEHOLDER not in DISTRUSTED


def test_stated_ends_are_those_that_are_there():
    assert facts(1, 2).ends == (1, 2)
    assert facts(None, 2).ends == (2,)
    assert facts(1, None).ends == (1,)
