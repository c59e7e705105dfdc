import pytest

from models.raw import RawPosting
from models.vocab import Workplace
from pipeline.clean.stage import Job, Texts
from pipeline.clean.workplace.words import of_field, of_text
from pipeline.clean.workplace.workplace import read_field, read_title, read_workplace, workplace
from pipeline.rules.rows.place import WorkplaceRule, WorkplaceWords
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

RULES = read_rules(WorkplaceRule)


@every_row("rule", RULES, ids=lambda rule: f"{rule.use} {rule.phrase}")
def test_each_rule_reads_its_example(rule):
    rule_found = of_field(rule.example) if rule.use == "field" else of_text(rule.example, "place")
    found = rule_found and rule_found.workplace
    assert found is rule.workplace


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("London", None),
        ("London / Remote", "remote"),
        ("Hybrid - Pune", "hybrid"),
        ("hybrid/in-person in Boston", "hybrid"),
        ("In office or remote (US)", "remote"),
        ("Kirkland, WA (In Person)", "onsite"),
        ("HYBRID REMOTE", "hybrid"),
        ("Remotely Park", None),
        ("Berlin, Home-Office möglich", "hybrid"),
        ("Lyon (télétravail possible)", "hybrid"),
        ("Home office possible, Kraków", "hybrid"),
        ("100% remote possible, Oslo", "remote"),
        ("Berlin, kein Home-Office möglich", "remote"),
        ("", None),
    ],
)
def test_the_place_names_a_way_of_working(place, meant):
    found = read_workplace(place)
    assert found.workplace == meant


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Data Engineer (Remote)", "remote"),
        ("Data Engineer - Remote", "remote"),
        ("Data Engineer [Hybrid]", "hybrid"),
        ("Data Engineer (Remote US)", "remote"),
        ("Data Engineer (Remote possible)", "hybrid"),
        ("Data Engineer, Remote in Spain", "remote"),
        ("Remote | Data Engineer", "remote"),
        ("Data Engineer (m/w/d) | on-site", "onsite"),
        ("Remote Sensing Scientist", None),
        ("Scientist (Remote sensing)", None),
        ("Hybrid Cloud Engineer", None),
        ("Engineer, Hybrid cloud", None),
        ("Virtual Assistant", None),
        ("Sales Advisor - Home Office Furniture", None),
        ("Verkäufer (m/w/d) - Homeoffice-Möbel", None),
        ("Sales Advisor (Home Office)", "remote"),
        ("Data Engineer", None),
    ],
)
def test_the_title_counts_only_in_a_part_of_its_own(title, meant):
    found = read_title(title)
    assert found.workplace == meant


@pytest.mark.parametrize(
    "title",
    [
        "Data analyst (F/H) Lyon, 3 jours de télétravail/semaine",
        "Data Engineer, 2 días de teletrabajo por semana",
        "Data Engineer, 2 Tage Homeoffice/Woche",
    ],
)
def test_days_of_a_week_in_a_part_of_a_title_are_hybrid(title):
    assert stage(title=title).values == {"workplace": "hybrid"}


def stage(word="", place="", title="Engineer", description=""):
    raw = RawPosting(source="s", source_key="1", url="u", title=title, workplace=word)
    return workplace(Job(raw, Texts(title=title, location=place, description=description)))


def test_the_sources_own_word_comes_first():
    reading = stage("OnSite", "Remote, US", "Engineer (Hybrid)")
    assert reading.values == {"workplace": Workplace.ONSITE}
    assert [(e.field, e.text) for e in reading.evidence] == [("workplace", "OnSite")]


def test_then_the_place_then_the_title():
    assert stage("", "Remote, US", "Engineer (Hybrid)").values == {"workplace": Workplace.REMOTE}
    assert stage("", "Oslo", "Engineer (Hybrid)").values == {"workplace": Workplace.HYBRID}


def test_an_unknown_word_is_an_issue_and_no_default():
    reading = stage("WRA", "Oslo")
    assert reading.values == {"workplace": None}
    assert [(d.code, d.raw_value) for d in reading.issues] == [("workplace_unknown", "WRA")]
    assert stage("WRA", "Remote, US").values == {"workplace": Workplace.REMOTE}


@pytest.mark.parametrize("word", ["", "unspecified", " "])
def test_nothing_said_is_none_without_an_issue(word):
    reading = stage(word)
    assert (reading.values, reading.issues) == ({"workplace": None}, ())


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Partially remote", "hybrid"),
        ("Remote, 2 days per week", "hybrid"),
        ("Teilweise Homeoffice", "hybrid"),
        ("Télétravail partiel", "hybrid"),
        ("Up to 60% remote", "hybrid"),
        ("No remote work", "onsite"),
        ("100% remote", "remote"),
        ("可远程", "remote"),
        ("Distributed (EMEA time zones)", "remote"),
        ("Part office, part home (Auckland)", "hybrid"),
        ("Remote Sensing Building, Room 214", None),
        ("Remote location (US)", "remote"),
    ],
)
def test_a_field_of_several_words_is_read_like_a_sentence(word, meant):
    assert stage(word).values == {"workplace": meant}


def test_a_description_that_states_another_workplace_is_an_issue():
    text = "Please note this is a hybrid role: three days a week in our Boston office."
    reading = stage("", "Remote", description=text)
    assert reading.values == {"workplace": Workplace.REMOTE}
    assert [(d.code, d.detail) for d in reading.issues] == [
        ("workplace_conflict", "remote in the place, hybrid in the description")
    ]
    assert stage("hybrid", description=text).issues == ()
    assert stage("hybrid").issues == ()


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("HQ: Helsinki, Finland", None),
        ("Headquarters: Oslo", None),
        ("Hauptsitz: Bonn", None),
        ("HQ: Oslo, hybrid", "hybrid"),
        ("Remote (HQ: Helsinki)", "remote"),
        ("Onsite: Munich HQ", "onsite"),
    ],
)
def test_where_an_employer_sits_is_no_workplace(field, meant):
    assert read_field(field).workplace == meant


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Policy Adviser, Home Office", None),
        ("Senior Caseworker - Home Office", None),
        ("Senior Data Scientist | Home Office", "remote"),
        ("Insurance Clerk (Home Office)", "remote"),
        ("Planer:in Homeoffice und Objekt", None),
    ],
)
def test_the_home_office_is_a_ministry_beside_work_of_the_state(title, meant):
    found = read_title(title)
    assert found.workplace == meant


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        *((f, "hybrid") for f in (
            "Home-Office möglich", "Homeoffice-Option", "Home Office possible", "remote option",
            "Mobiles Arbeiten möglich", "Remote möglich", "Remote possible", "Remote optional",
            "Télétravail possible", "Option de télétravail", "Teletrabajo posible",
            "Teletrabalho possível", "Smart working possibile", "Thuiswerken mogelijk",
            "Możliwość pracy zdalnej", "Praca zdalna możliwa", "Distansarbete möjligt",
            "Hjemmekontor mulig", "Etätyö mahdollinen", "Homeoffice nach Absprache",
        )),
        *((f, "remote") for f in (
            "Home-Office", "Remote", "Fully remote possible", "100 % remote möglich",
            "Full remote possible", "Télétravail complet possible",
        )),
        *((f, "onsite") for f in (
            "kein Home-Office möglich", "Home Office nicht möglich", "no remote possible",
        )),
    ],
)  # fmt: skip
def test_what_is_only_offered_is_no_promise_of_all_days(field, meant):
    assert read_field(field).workplace == meant


def test_words_of_an_offer_are_words_of_a_choice():
    words = {(r.language, r.kind): set(r.words.split("; ")) for r in read_rules(WorkplaceWords)}
    offered = {language for language, kind in words if kind == "offered"}
    assert all(words[each, "offered"] <= words[each, "may"] for each in offered)
