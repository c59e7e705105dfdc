"""Words of titles, texts, places and names, as the duplicate search compares them."""

import pytest

from models.posting import JobPosting
from pipeline.clean.employer.company_key import company_key
from pipeline.dedupe.employers import brand, employers
from pipeline.dedupe.places import cities_of
from pipeline.dedupe.same_place import place
from pipeline.dedupe.sketches.text_words import WORD, text_words
from pipeline.dedupe.sketches.vocabulary import BITS, common_words, vocabulary_of
from pipeline.rules.rows.employer import BrandWord
from pipeline.rules.rows.general import ShortWord, TownCode
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row


@every_row("row", read_rules(TownCode), ids=lambda row: row.phrase)
def test_a_code_of_a_town_is_no_word_of_a_title(met, row):
    assert met("1", title=row.example).print.title == ("data", "engineer")


@every_row("row", read_rules(ShortWord), ids=lambda row: row.phrase)
def test_a_short_word_stands_for_its_words(met, row):
    words = set(met("1", title=row.example).print.title)
    assert set(row.stands_for.split()) <= words
    assert row.phrase not in words


@every_row("row", read_rules(BrandWord), ids=lambda row: row.phrase)
def test_a_brand_is_a_name_without_such_words(row):
    assert brand(company_key(row.example)) == "acme"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("zebix", "zebixgroup", "like"),
        ("zebixtechnologies", "zebixgroup", "like"),
        ("zebix", "zebixbakery", "other"),
        ("group", "technologies", "other"),
        ("northmoor", "northmoorbakery", "like"),
        ("zebix", None, "unknown"),
    ],
)
def test_brands_are_alike(one, other, found):
    assert employers(one, other) == employers(other, one) == found


@pytest.mark.parametrize(
    ("location", "city", "cities"),
    [
        ("Berlin-Mitte", "Mitte", {"Mitte", "Berlin"}),
        ("Brooklyn, New York", "Brooklyn", {"Brooklyn", "New York"}),
        ("Albany, New York", "Albany", {"Albany"}),
        ("Leeds, United Kingdom", "Leeds", {"Leeds"}),
        ("Remote", None, set()),
    ],
)
def test_the_city_around_a_part_is_a_city_too(location, city, cities):
    given = JobPosting(posting_id="1", source="b", source_key="1", location=location, city=city)
    assert cities_of(given) == cities


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Amsterdam", "Amsterdam-Zuidoost, Netherlands", "same"),
        ("Newcastle upon Tyne", "Newcastle, United Kingdom", "same"),
        ("York, United Kingdom", "New York, NY", "abroad"),
    ],
)
def test_a_part_of_a_town_is_the_town(met, one, other, found):
    a, b = (met(k, location=text, country="").print for k, text in (("1", one), ("2", other)))
    assert place(a, b) == place(b, a) == found


def test_words_of_spaced_text_are_the_same_by_either_way():
    text = "".join(map(chr, range(128))) * 2 + " a_b don't C++ R2D2"
    assert text_words(text) == WORD.findall(text.casefold())
    assert text_words(f"{text} é") == [*WORD.findall(text.casefold()), "é"]


def test_each_letter_is_a_word_where_a_script_has_no_spaces():
    assert text_words("数据 engineer招聘") == ["数", "据", "engineer", "招", "聘"]
    assert text_words("데이터 분석가") == ["데이터", "분석가"]


def test_common_words_are_counted_closely():
    words = [f"word{n:03}" for n in range(600)]
    for size, common in ((100, 50), (300, 100), (400, 200)):
        one = vocabulary_of(words[:size])
        two = vocabulary_of(words[size - common : 2 * size - common])
        both, part = common_words(one, two)
        assert both == pytest.approx(common / (2 * size - common), abs=0.05)
        assert part == pytest.approx(common / size, abs=0.06)
    assert common_words(vocabulary_of([]), vocabulary_of(words)) == (0.0, 0.0)


def test_a_vocabulary_is_the_same_on_any_machine():
    assert len(vocabulary_of(["engineer"])) == BITS // 8
    assert int.from_bytes(vocabulary_of(["engineer", "of", "data"])).bit_count() == 1
    assert vocabulary_of(["engineer"]).index(bytes([32])) == 88
