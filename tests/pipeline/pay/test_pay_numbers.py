from decimal import Decimal

import pytest

from pipeline.pay.lexing.tokens import tokenize


def figures(text):
    return [token.number and token.number.value for token in tokenize(text) if token.figure]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", "1234"),
        ("1,234", "1234"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("1'234", "1234"),
        ("1’234", "1234"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("25,00,000", "2500000"),
        ("1,25,00,000", "12500000"),
        ("31,2", "31.2"),
        ("0.125", "0.125"),
        ("12.5", "12.5"),
        ("1234.567", "1234.567"),
        ("１２３", "123"),
        ("٣٠٠", "300"),
        ("90, 000", "90000"),
    ],
)
def test_a_figure_is_read(text, value):
    assert figures(text) == [Decimal(value)]


@pytest.mark.parametrize("text", ["1,2,3", "1.2.3", "12.05.2024", "1,23,4", "1" * 16])
def test_what_groups_in_no_country_is_no_figure(text):
    assert figures(text) == [None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("55 100%", [55, 100]),
        ("2021 100", [2021, 100]),
        ("10, 20", [10, 20]),
        ("80,000-90,000", [80000, 90000]),
        ("5 000 000 12", [5000000, 12]),
    ],
)
def test_figures_beside_each_other_stay_apart(text, values):
    assert figures(text) == values


def test_a_lone_separator_keeps_its_other_reading():
    number = tokenize("25.500")[0].number

    assert number is not None
    assert (number.value, number.other) == (Decimal(25500), Decimal("25.500"))


@pytest.mark.parametrize(
    ("text", "values"), [(".²0", [0]), ("$90,²00", [90, 0]), ("120 m², 45", [120, 45]), ("①5", [5])]
)
def test_a_digit_that_counts_nothing_is_no_part_of_a_figure(text, values):
    assert figures(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("六千到八千元", [6_000, 8_000]),
        ("二万二千", [22_000]),
        ("三千五", [3_500]),
        ("十二萬五", [125_000]),
        ("十八元", [18]),
        ("一百五十元", [150]),
        ("两千零五十元", [2_050]),
        ("一百人", []),
        ("一个月", []),
        ("六七千", []),
    ],
)
def test_chinese_figures_in_words_are_read(text, values):
    assert figures(text) == values
