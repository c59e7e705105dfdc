"""Words of scripts that write no spaces, or letters in several forms."""

import pytest

from pipeline.pay.bands.format import brief
from pipeline.pay.lexing.tokens import tokenize
from pipeline.pay.reader import read_pay


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
