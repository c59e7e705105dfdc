from decimal import Decimal

import pytest

from pipeline.pay.bands.format import brief
from pipeline.pay.lexing.tokens import tokenize
from pipeline.pay.reader import read_pay


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


def roles(text, word):
    return {role for token in tokenize(text) if token.text == word for role in token.roles}


def test_words_of_pay_are_cut_out_of_a_run_of_thai():
    words = [token.text for token in tokenize("รับเงินเดือนเดือนละ 16,000 บาท")]

    assert words == ["รับเงินเดือน", "เดือนละ", "16,000", "บาท"]
    assert roles("นักบัญชีรับเงินเดือนเดือนละ", "เดือนละ") == {"period"}


@pytest.mark.parametrize("text", ["شهريا", "شهرياً", "شهريًا", "شـهريا"])
def test_arabic_vowels_and_long_strokes_do_not_change_a_word(text):
    assert roles(text, "شهريا") == {"period"}


@pytest.mark.parametrize("text", ["الأجر", "الاجر", "الإجر"])
def test_the_forms_of_alif_are_one_letter(text):
    assert roles(text, "الاجر") == {"pay"}


@pytest.mark.parametrize(
    ("text", "country", "reads"),
    [
        ("Maosh 3 mln so'mdan 5 mln so'mgacha.", "UZ", "3000000..5000000 UZS month"),
        ("Maosh 3 mln soʻmdan boshlanadi.", "UZ", "3000000.. UZS month"),
        ("Жалақы 300 000 теңгеге дейін.", "KZ", "..300000 KZT month"),
        ("حقوق ۱۵ میلیون تومان", "IR", "150000000..150000000 IRR month"),
        ("ہم ماہانہ 40,000 روپے دیتے ہیں۔ کرایہ 9,000 روپے", "PK", "40000..40000 PKR month"),
    ],
)
def test_words_of_money_with_endings_are_money_and_a_range(text, country, reads):
    assert brief(read_pay(text, country=country, prose=True)) == reads


@pytest.mark.parametrize(
    ("text", "country", "reads"),
    [
        ("Kaynak ustasına günlük 2.000 TL veriyoruz.", "TR", "2000..2000 TRY day"),
        ("Kaynak ustasına günlük 2.000 TL.", "TR", ""),
        ("Kaynak ustasına günlük 2.000 TL burs veriyoruz.", "TR", ""),
    ],
)
def test_a_verb_of_offering_after_an_amount_makes_it_an_offer(text, country, reads):
    assert brief(read_pay(text, country=country, prose=True)) == reads
