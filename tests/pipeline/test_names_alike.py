"""A name has one key wherever names are compared: `Łódź` and `Lodz`, `Ærø`, `München`."""

import pytest

from models.raw import RawPosting
from pipeline.clean.employer.company_key import company_key
from pipeline.clean.engine import clean
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.dedupe.titles import EQUAL
from pipeline.dedupe.titles import title as title_compared
from pipeline.filters.alike import meant
from pipeline.text.fold import same_name

SPELLINGS = [
    ("Łódź", "Lodz"),
    ("Ærø", "Aero"),
    ("Ærø", "Aeroe"),
    ("München", "Munchen"),
    ("München", "MUENCHEN"),
    ("Århus", "Aarhus"),
]


def printed(title):
    """Return the fingerprint of a posting with a title."""
    raw = RawPosting(source="lever", source_key=title, url="", title=title)
    return fingerprint_of(raw, clean(raw).posting, "")


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_name_has_one_key_at_each_door(one, other):
    assert same_name(one) == same_name(other)
    assert company_key(f"{one} Robotics GmbH") == company_key(f"{other} Robotics")
    assert meant("company", [f"{other} Robotics"], [f"{one} Robotics GmbH"])
    assert meant("city", [other], [one]) == {one}
    assert title_compared(*(printed(f"Data Lead {name}") for name in (one, other))) == EQUAL
