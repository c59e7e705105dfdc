import pytest

from models.raw import RawPosting
from pipeline.clean.employer.company import company, read_company
from pipeline.clean.stage import Job, Texts


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("Nordlys AS", "Nordlys AS"),
        ("@ Cedar & Pine GmbH |", "Cedar & Pine GmbH"),
        ("“Quoted Ltd.”", "Quoted Ltd."),
        ("M...", None),
        ("T…", None),
        ("N/A", None),
        ("Confidential", None),
        (" - ", None),
        ("", None),
        ("7N", "7N"),
        ("Yahoo!", "Yahoo!"),
        ("Acme (YC S21)", "Acme"),
        ("Acme (Hiring)", "Acme"),
        ("Acme (UK) Ltd", "Acme (UK) Ltd"),
    ],
)
def test_a_name_is_tidied(seen, name):
    assert read_company(seen) == name


def test_the_stage_sets_company_and_location():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    reading = company(Job(raw, Texts(company="@ Nordlys", location="Oslo, Norway")))
    assert reading.values == {"company": "Nordlys", "location": "Oslo, Norway"}
    assert [(e.field, e.text) for e in reading.evidence] == [("company", "@ Nordlys")]


def test_nothing_said_is_none():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    assert company(Job(raw, Texts())).values == {"company": None, "location": None}
