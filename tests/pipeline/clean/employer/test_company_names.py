import pytest

from pipeline.clean.employer.company import read_company
from pipeline.rules.rows.employer import NoName
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row


@every_row("row", read_rules(NoName), ids=lambda row: row.phrase)
def test_words_in_place_of_a_name_are_none(row):
    assert row.phrase == row.example.casefold()
    assert read_company(row.example) is None
    assert read_company(f"{row.example} Bakery") == f"{row.example} Bakery"


@pytest.mark.parametrize(
    ("posted", "name"),
    [
        ("Stealth AI Startup", None),
        ("M***** B***", None),
        ("...", None),
        ("Mode", "Mode"),
        ("Hidden Door", "Hidden Door"),
        ("Remote", "Remote"),
        ("Nordlys - Remote", "Nordlys"),
        ("Nordlys (Series B, $40M)", "Nordlys"),
        ("Nordlys (UK)", "Nordlys (UK)"),
        ("https://www.nordlys.com/jobs", "nordlys.com"),
        ("Company: Nordlys", "Nordlys"),
        ("Nordlys™ Labs", "Nordlys Labs"),
        ("ТОВ «Ладога»", "ТОВ «Ладога»"),
        ("«Ладога»", "Ладога"),
    ],
)
def test_what_stands_around_a_name_is_left_out(posted, name):
    assert read_company(posted) == name
