"""Openings that look alike and are two, each beside the least change that makes them one."""

import pytest

from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from tests.pipeline.dedupe.written_anew import HARBOUR, TESSEL, posted

INTRO = (
    "Harbourlight moves containers for four thousand shippers between nine small ports. We are a "
    "hundred people, owned by those who work here, and known for our patience with captains. In "
    "this role you will"
)
CUT = f"{INTRO}…"
PLAIN = "You answer the letters of captains, keep the list of berths and open the gate at six."
SHOP = "{} is a street with three bakeries, and our shop there sells rope, lamps and tide tables."
LOCAL = {name: f"{posted(HARBOUR)} {SHOP.format(name)} {rest}" for name, rest in (
    ("Cobble Row", "Five people work there, two of them on Saturdays, and the owner is Elspeth."),
    ("Mill Lane", "A team of nine opens late on Thursdays, when the ferry brings the students."),
)}  # fmt: skip
CLIENTS = (
    "Our client insures barns. You price storm damage with R and answer to the chief actuary.",
    "Our client brews beer for cinemas. You count bottles with SQL and report to its founder.",
)
AD = {"company": "Harbourlight", "title": "Data Analyst", "description_html": posted(HARBOUR)}
FEED = {"source": "feed"}
OWN = {"source": "personio", "board": "harbourlight"}
BARE = AD | OWN | {"description_html": "", "salary": "£60,000 - £70,000"}
KINDS = {
    "a text adapted to another town": (
        AD | {"description_html": LOCAL["Cobble Row"], "salary": "£30,000 - £34,000"},
        FEED | {"description_html": LOCAL["Mill Lane"], "location": "York, United Kingdom"},
        {"description_html": LOCAL["Cobble Row"], "location": "Leeds, United Kingdom"},
    ),
    "one text in two towns at two rates": (
        AD | {"salary": "£30,000 - £34,000"},
        FEED | {"location": "York, United Kingdom", "salary": "£28,500 - £32,000"},
        {"salary": "£30,000 - £34,000", "location": "Leeds, United Kingdom"},
    ),
    "one text in two towns on two boards": (
        AD | {"salary": "£30,000 - £34,000"},
        FEED | {"location": "York, United Kingdom"},
        {"location": "Leeds, United Kingdom"},
    ),
    "two towns on two boards without a text": (
        BARE,
        FEED | {"location": "York, United Kingdom"},
        {"location": "Leeds, United Kingdom"},
    ),
    "both ends of the pay moved": (
        BARE | {"title": "Claims Data Analyst"},
        FEED | {"salary": "£62,000 - £72,000"},
        {"salary": "£60,000 - £72,000"},
    ),
    "two intakes of interns": (
        AD | {"title": "Data Intern, Spring 2027"},
        FEED | {"title": "Data Intern, Autumn 2027"},
        {"title": "Data Intern, Spring 2027"},
    ),
    "interns of two years": (
        AD | {"title": "Data Intern 2026"},
        FEED | {"title": "Data Intern 2027"},
        {"title": "Data Intern 2026"},
    ),
    "two grades of an employer": (
        AD | {"title": "Senior Data Analyst I"},
        FEED | {"title": "Senior Data Analyst III"},
        {"title": "Senior Data Analyst 1"},
    ),
    "a rank above a rank": (
        AD | {"title": "Staff Data Scientist"},
        FEED | {"title": "Sr. Staff Data Scientist"},
        {"title": "Staff Data Scientist (m/f/d)"},
    ),
    "the manager and an assistant": (
        AD | {"title": "Harbour Store Manager"},
        FEED | {"title": "Assistant Harbour Store Manager"},
        {"title": "Harbour Store Manager - Quay"},
    ),
    "a level that one title leaves out": (
        AD,
        FEED | {"title": "Junior Data Analyst", "description_html": f"{posted(HARBOUR)} {PLAIN}"},
        {"title": "Data Analyst"},
    ),
    "short texts on two clients": (
        AD | {"company": "Quayside Staffing", "description_html": CLIENTS[0]},
        FEED | {"description_html": CLIENTS[1]},
        {"description_html": f"{CLIENTS[0]} Apply today."},
    ),
    "the cut words of an employer on itself": (
        AD | {"description_html": CUT},
        FEED | {"title": "Data Analyst, Tides"},
        {"title": "Data Analyst"},
    ),
    "a title with a team at one pay, without a text": (
        BARE,
        FEED | {"title": "Data Analyst - Tide Tables"},
        {"title": "Data Analyst"},
    ),
    "another level without a text": (
        AD | OWN | {"description_html": "", "title": "Data Engineering Intern"},
        FEED | {"title": "Graduate Data Engineering"},
        {"title": "Data Engineering Intern"},
    ),
    "half of the text is another's": (
        AD,
        FEED | {"description_html": f"{posted(HARBOUR)[:420]} {posted(TESSEL)[420:]}"},
        {"description_html": f"{posted(HARBOUR)} {PLAIN}"},
    ),
}


def found(met, one, changes):
    pair = [met("1", **one), met("2", **(one | changes))]
    return len(same_jobs([(known, keys_of(known.print)) for known in pair]))


@pytest.mark.parametrize("kind", KINDS)
def test_two_openings_are_two_jobs(met, kind):
    one, changes, _ = KINDS[kind]
    assert found(met, one, changes) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_one_job(met, kind):
    one, changes, back = KINDS[kind]
    assert found(met, one, changes | back) == 1
