"""The names in a posting's record, and what they say of another posting."""

import pytest

from pipeline.dedupe.compare import employer
from pipeline.dedupe.same_place import place
from pipeline.dedupe.texts.texts import text
from pipeline.dedupe.titles import title
from pipeline.dedupe.wider_titles import stands_for

AD = (
    "You keep nine looms running and train the two people on the late shift. The mill is warm in "
    "winter, the tea is free, and the pay rises each April by what the union and we agree on. "
)


@pytest.mark.parametrize(
    ("company", "said", "found"),
    [
        ("Hollow Oak Textiles GmbH", "for our client Hollow Oak Textiles in town", "named"),
        ("Hollow Oak Textiles GmbH", "for our client Hollow Ash Textiles in town", "other"),
        ("Textilers", "for our client, the Textilers, in town", "named"),
        ("Textilers", "for our textilers in town", "other"),  # not written as a name
    ],
)
def test_an_employer_is_named_by_all_words_of_its_name(met, company, said, found):
    one = met("1", company=company, description_html=AD).print
    other = met("2", company="Quayside Staffing", description_html=f"{AD}We look {said}.").print
    assert employer(one, other) == employer(other, one) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Sundmaela", "Sundmaela, Vesterbotn", "same"),  # no list has the town
        ("Sundmaela", "Rantakyla", "unknown"),
    ],
)
def test_a_town_is_the_same_by_its_name(met, one, other, found):
    said = ({"location": where, "country": "", "description_html": AD} for where in (one, other))
    a, b = (met(str(key), **fields).print for key, fields in enumerate(said))
    assert place(a, b) == place(b, a) == found


@pytest.mark.parametrize(
    ("short", "words", "found"),
    [
        ("pm", {"product", "manager", "billing"}, {"product", "manager"}),
        ("pdl", {"pflegedienstleitung"}, {"pflegedienstleitung"}),
        ("pm", {"product", "owner"}, set()),
        ("m", {"manager"}, set()),
    ],
)
def test_an_abbreviation_stands_for_words(short, words, found):
    assert set(stands_for(short, words)) == found


@pytest.mark.parametrize(
    ("one", "other", "said", "found"),
    [
        ("Weaving Product Manager", "Sr. PM, Weaving (remote, mills)", "", "wider"),
        ("Mill Fitter", "Mill Fitters, Dyeing (full time)", "", "wider"),
        (
            "Mill Fitter",
            "Mill Fitters, Dyeing (full time)",
            "You dye, for dyeing is an art.",
            "other",
        ),
    ],
)
def test_a_title_is_wider_unless_its_text_is_about_the_words(met, one, other, said, found):
    a = met("1", title=one, description_html=AD * 2).print
    b = met("2", title=other, description_html=f"{AD * 2}{said}").print
    assert title(a, b) == title(b, a) == found


def test_marks_of_both_records_are_no_facts(met):
    told = "Write to Hollow Oak, Leeds, Bradford, York or Ilkley before the 24th of this month."
    own = {"company": "Hollow Oak", "location": "Leeds; Bradford; York; Ilkley"}
    one = met("1", **own, description_html=AD).print
    sails = (
        f"We sew sails on a quay with gulls for company. {told} No sail is like another one, and "
        "whoever can tie knots in the dark, or wants to learn it, is welcome on our wide floor."
    )
    texts = f"{AD}{told}", sails
    a, b = (met(str(n), **own, description_html=t).print for n, t in enumerate(texts))
    assert text(a, b) not in ("facts", "retold")
    assert text(one, a) == "held"
