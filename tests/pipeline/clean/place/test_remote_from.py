import pytest

from models.raw import RawPosting
from models.vocab import Workplace
from pipeline.clean.engine import clean
from pipeline.clean.place.remote_from import after_remote, areas_of, read_cues
from pipeline.rules.rows.place import CueRule
from pipeline.rules.rulebook import read_rules
from tests.support.evidence import without_lines


def read(**given):
    raw = RawPosting(source="s", source_key="1", url="u", **({"title": "Engineer"} | given))
    return clean(raw)


@pytest.mark.parametrize("rule", read_rules(CueRule), ids=lambda r: r.phrase)
def test_each_cue_reads_its_example(rule):
    text, found, source = read_cues(rule.example)
    assert source.startswith("place/remote_from.csv:")
    assert "; ".join(found) == rule.expect
    assert text in rule.example


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("Remote - EU", "European Union"),
        ("Remote (US)", "US"),
        ("Remote (US or Canada)", "US; CA"),
        ("US-Remote", "US"),
        ("United States (Remote)", "US"),
        ("Anywhere", "Worldwide"),
        ("Remote, Worldwide", "Worldwide"),
        ("Remote, CA", "US-CA"),
        ("Remote - Texas", "US-TX"),
        ("Remote - LATAM", "Latin America"),
        ("Remote (EU/NA)", "European Union; North America"),
        ("Berlin or Remote (Germany)", "DE"),
        ("Home Office, Deutschland", "DE"),
        ("New York, NY; Remote", None),
        ("Remote, Hyderabad", None),
        ("Remote", None),
    ],
)
def test_the_place_says_where_from(place, meant):
    assert read(location=place).posting.remote_from == meant


def test_a_place_without_the_word_counts_where_the_job_is_remote():
    assert read(location="United States", workplace="Remote").posting.remote_from == "US"
    assert read(location="United States", workplace="Hybrid").posting.remote_from is None
    assert read(location="United States").posting.remote_from is None


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Data Engineer (Remote US)", "US"),
        ("Engineer - Remote, EMEA", "EMEA"),
        ("Data Engineer, Remote in Spain", "ES"),
        ("Data Engineer (Remote)", None),
    ],
)
def test_then_the_title(title, meant):
    assert read(title=title).posting.remote_from == meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ({"@type": "Country", "name": "USA"}, "US"),
        ([{"@type": "Country", "name": "DE"}, {"@type": "Country", "name": "Austria"}], "DE; AT"),
        ("Canada", "CA"),
        ({"@type": "State", "name": "California"}, "US-CA"),
        ({"address": {"addressCountry": "FR"}}, "FR"),
        ([], "GB"),
        (7, "GB"),
    ],
)
def test_the_sources_own_field_comes_first(value, meant):
    given = {"applicantLocationRequirements": value}
    cleaned = read(workplace="TELECOMMUTE", location="UK", extra=given)
    assert cleaned.posting.remote_from == meant


def test_last_the_description_and_only_of_a_remote_job():
    html = "<p>Great team.</p><p>This role is fully remote. You must be based in the UK.</p>"
    cleaned = read(description_html=html)
    assert (cleaned.posting.workplace, cleaned.posting.remote_from) == (Workplace.REMOTE, "GB")
    shown = [e for _, r in cleaned.readings for e in r.evidence if e.field == "remote_from"]
    assert [(e.text, without_lines(e.rule)) for e in shown] == [
        ("must be based in the UK", "place/remote_from.csv: the description")
    ]
    assert read(description_html=html, workplace="On-site").posting.remote_from is None


def test_a_city_is_no_limit():
    assert areas_of("Berlin") == ()
    assert areas_of("") == ()
    assert after_remote("Remote in Austin, TX") == ""
