import random
from dataclasses import replace

import pytest

from pipeline.dedupe import compare as r
from pipeline.dedupe import titles
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.same_place import place
from pipeline.dedupe.sketches.minhash import bands, share, sketch_of
from pipeline.dedupe.texts import texts


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Senior Data Scientist (m/w/d)", "Sr. Data Scientist", "equal"),
        ("Product Owner - Agile", "Agile Product Owner", "equal"),
        ("Data Engineer", "Data Engineer, Payments", "like"),
        (
            "Data Scientist, Python, BI, Maths Team",
            "Data Scientist, Python, BI, Maths 50k!",
            "like",
        ),
        ("Expert Reviewer of Answers, Law", "Expert Reviewer of Answers, Oncology", "other"),
        ("Statistician - Cardiology", "Statistician - Orthopaedics", "other"),
        ("Senior ML Engineer", "Senior Machine Learning Engineer", "equal"),
        ("Data Engineer (LA Remote)", "Data Engineer (SF Remote)", "equal"),
        ("DATA ENGINEER DC", "DATA ENGINEER", "like"),  # in capitals, a code may be a word
        ("Data Engineer Leeds Team", "Data Engineer Team", "equal"),
        ("Data Engineer Python AWS ETL", "Data Engineer Java AWS ETL", "contrary"),
        ("Software Engineering Apprentice", "Junior Developer", "role"),
        ("Python Developer", "Java Developer", "contrary"),
        ("Staff Data Engineer, Maps Search Ads", "Lead Data Engineer, Maps Search Ads", "contrary"),
        ("Data Engineer", "Data Analyst", "other"),
        ("Ingenieur für Künstliche Intelligenz", "Ingenieur fuer Kuenstliche Intelligenz", "equal"),
        ("Data Engineer Łódź Team", "Data Engineer Lodz Team", "equal"),
        ("Analista de datos", "Customer Insight Manager", "anew"),
        ("Senior Statistician", "Senior Statistician - Clinical Trials", "like"),
        ("Danish AI Trainer", "Swedish AI Trainer", "other"),
        ("Northmoor Analytics: Data Engineer, Maps", "Data Engineer, Maps", "equal"),
        ("Northmoor: Data Engineer, Maps", "Data Engineer, Maps", "like"),  # not the whole name
        ("Vaga de HGV Driver - £1,500 welcome bonus", "HGV Driver", "equal"),
        ("IT Specialist, Maps", "Information Technology Specialist, Maps", "equal"),
        (
            "Customer Insight Analyst, Leading Fashion Brand",
            "Product Analyst, Leading Fashion Brand",
            "other",
        ),
    ],
)
def test_titles(met, one, other, found):
    a, b = met("1", title=one).print, met("2", title=other).print
    assert titles.title(a, b) == titles.title(b, a) == found


def test_a_name_that_is_the_title_or_a_role_s_word_stays_in_it(met):
    assert met(title="Analytics Engineer", company="Analytics").print.title == (
        "analytics",
        "engineer",
    )
    assert met(title="Zebix Labs", company="Zebix Labs").print.title == ("labs", "zebix")


@pytest.mark.parametrize(("board", "found"), [("board", "contrary"), ("feed", "like")])
def test_one_board_means_what_it_says_of_terms_and_another_may_leave_it_out(met, board, found):
    a = met("1", title="Data Engineer, Payments").print
    b = met("2", title="Data Engineer, Payments (Freelance)", source=board).print
    assert titles.title(a, b) == titles.title(b, a) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Northmoor Analytics", "Northmoor Analytics Ltd", "same"),
        ("Northmoor", "Northmoor Analytics Ltd", "like"),
        ("Nort", "Northmoor Analytics", "other"),
        ("Moor Analytics", "Northmoor Analytics", "other"),
        ("", "Northmoor Analytics", "unknown"),
    ],
)
def test_employers(met, one, other, found):
    a, b = met("1", company=one).print, met("2", company=other).print
    assert r.employer(a, b) == r.employer(b, a) == found
    both = set(keys_of(a)) & set(keys_of(b))
    assert bool(both) == (found in ("same", "like"))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Senior Data Scientist", "Sr Data Scientist", "same"),
        ("Data Scientist Intern", "Junior Data Scientist", "open"),
        ("Senior Data Scientist", "Data Scientist", "unsaid"),
        ("Data Scientist (Internship)", "Data Scientist", "differ"),
        ("Senior Data Scientist", "Lead Data Scientist", "differ"),
    ],
)
def test_levels(met, one, other, found):
    a, b = met("1", title=one).print, met("2", title=other).print
    assert r.level(a.level, b.level) == r.level(b.level, a.level) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("£60,000 - £80,000", "£60k-£80k per annum", "equal"),
        ("£60,000 - £80,000", "£60,000 - £85,000", "near"),
        ("£60,000 - £80,000", "up to £80,000", "near"),
        ("£60,000 - £80,000", "£80,000", "unknown"),  # a board shows one end
        ("£60,000 - £80,000", "£60,000 - £90,000", "other"),
        ("£60,000 - £80,000", "€60,000 - €80,000", "currency"),
        ("£60,000 - £80,000", "", "unknown"),
        ("£1111111", "£1111111", "unknown"),  # no one's pay is evidence of nothing
    ],
)
def test_pay(met, one, other, found):
    a, b = met("1", salary=one).print, met("2", salary=other).print
    assert r.pay(a, b) == r.pay(b, a) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Leeds, United Kingdom", "Leeds", "same"),
        ("London, United Kingdom; Leeds, United Kingdom", "Leeds, United Kingdom", "same"),
        ("Leeds, United Kingdom", "London, United Kingdom", "other"),
        ("United Kingdom", "Leeds, United Kingdom", "unknown"),
        ("United Kingdom", "UK", "same"),
        ("United Kingdom", "Germany", "abroad"),
        ("Leeds, United Kingdom", "Berlin, Germany", "abroad"),
        ("Europe", "Remote - Europe", "same"),
        ("Europe", "Germany", "unknown"),
        ("Europe", "Berlin, Germany", "unknown"),
        ("Europe", "USA, Canada", "abroad"),
        ("Europe", "North America", "abroad"),
        ("", "Leeds, United Kingdom", "unknown"),
    ],
)
def test_places(met, one, other, found):
    a, b = (met(k, location=text, country="").print for k, text in (("1", one), ("2", other)))
    assert place(a, b) == place(b, a) == found


WORDS = [f"word{n}" for n in range(900)]


def text(count, changed=0, seed=3):
    draw = random.Random(seed)
    words = draw.choices(WORDS, k=count)
    for at in range(changed):
        words[at * count // changed] = f"other{at}"
    return " ".join(words)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (text(400), text(400), "exact"),
        (text(400), text(400).upper().replace(" ", ", "), "exact"),
        (text(400), text(400, changed=1), "exact"),
        (text(400), text(400, changed=4), "same"),
        (f"{text(400)}…", f"{text(400)} ...", "begun"),
        (f"{text(400)}…", text(400), "exact"),
        (text(400), text(400, changed=11), "held"),
        (text(400), text(400, changed=25), "close"),  # here and there a word
        (text(400), text(400, changed=60), "rewritten"),
        (text(400), text(400, seed=4), "little"),
        (text(400), text(140) + " " + text(260, seed=4), "other"),  # an employer's own words
        (text(400), " ".join(text(400).split()[:90]), "close"),  # an excerpt
        (text(400), " ".join(text(400).split()[60:280]), "held"),  # cut at both ends
        (text(400), " ".join(text(400).split()[:190]) + " " + text(60, seed=4), "some"),
        (text(400), text(90, seed=4), "little"),  # an excerpt of another
        (text(400), text(20), "unknown"),
        (text(400), text(20, seed=4), "other"),
        (text(30), text(20), "retold"),  # all figures of the shorter one are in the other
        (text(400), text(10), "unknown"),
        (text(400), "", "unknown"),
    ],
)
def test_texts(met, one, other, found):
    boards = (("1", "jobicy", one), ("2", "feed", other))
    a, b = (met(k, source=s, description_html=t).print for k, s, t in boards)
    assert texts.text(a, b) == texts.text(b, a) == found


GERMAN = "Wir suchen für unser Team eine Person, die mit Daten und Modellen arbeitet. " * 9
ENGLISH = "We look for a person to work with data and with models in our own team. " * 9
TOOLS = " ".join(f"kubernetes{n} warehouse{n}" for n in range(60))
OTHERS = " ".join(f"z{n}" for n in range(100, 220))
NAMES = TOOLS.translate(dict(zip(range(48, 58), "abcdefghij", strict=True)))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f"{GERMAN} {TOOLS}", f"{ENGLISH} {TOOLS}", "rendered"),
        (f"{GERMAN} {NAMES}", f"{ENGLISH} {NAMES}", "translated"),  # no figure, no capital
        (f"{GERMAN} {TOOLS}", f"{ENGLISH} {OTHERS}", "unknown"),
        (f"{GERMAN} {TOOLS}", f"{ENGLISH} {TOOLS} {text(600)}", "unknown"),
    ],
)
def test_a_translation_has_the_names_of_the_other_text_and_its_length(met, one, other, found):
    a, b = (met(k, description_html=t).print for k, t in (("1", one), ("2", other)))
    assert (a.language, b.language) == ("de", "en")
    assert texts.text(a, b) == texts.text(b, a) == found


def test_a_fingerprint_of_an_earlier_version_is_compared_by_its_shingles_alone(met):
    a, b = (met(k, description_html=t).print for k, t in (("1", text(400)), ("2", text(400, 11))))
    old = replace(a, sketch=(a.sketch or b"")[:512])
    assert texts.text(old, old) == "exact"
    assert texts.text(old, b) == texts.text(b, old) == "close"
    assert texts.text(old, met("3", description_html=text(400, 60)).print) == "other"


def sketch(text):
    found = sketch_of(text)[1]
    assert found is not None
    return found


def test_a_sketch_tells_the_share_two_texts_have():
    one, other = text(600), text(600, changed=20)
    shingles = [
        {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        for words in (one.split(), other.split())
    ]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    a, b = sketch(one), sketch(other)
    assert sketch_of(one)[0] == len(shingles[0])
    assert share(a, b) == pytest.approx(true, abs=0.1)
    assert share(a, a) == 1


def test_a_sketch_is_the_same_on_any_machine():
    assert sketch_of("one two three four five six")[0] == 2
    assert sketch("one two three four five six")[:8].hex() == "7e6edad46cf1cad2"


def test_alike_texts_have_a_band_in_common():
    a, b, c = sketch(text(400)), sketch(text(400, changed=5)), sketch(text(400, seed=9))
    assert set(bands(a)) & set(bands(b))
    assert not set(bands(a)) & set(bands(c))
    assert len(set(bands(a))) == 9


def test_a_text_of_four_words_has_no_sketch():
    assert sketch_of("one two three four") == (0, None)


def test_days_count_between_what_was_open(met):
    early = met("1", posted="2026-09-01")
    late = met("2", posted="2026-11-20", fetched_at=None)
    assert r.days(early, late) == r.days(late, early) == 46
    assert r.days(early, met("3", posted="2026-09-10", fetched_at=None)) == 0
    assert r.days(early, met("4", fetched_at=None)) == 0
