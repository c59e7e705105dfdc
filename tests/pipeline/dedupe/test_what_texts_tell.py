"""What a description tells of the opening: its number, and the words that a title adds."""

import pytest

from models.raw import RawPosting
from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.requisition import requisition, shape
from tests.pipeline.dedupe.written_anew import CLOVER, HARBOUR, TESSEL, posted

OWN = {"source": "personio", "board": "harbourlight", "company": "Harbourlight"}
AD = OWN | {"title": "Tide Data Analyst", "description_html": posted(HARBOUR)}
FEED = {"source": "feed"}
HALF = {"description_html": posted(HARBOUR)[:500] + "…"}
BAND = {"salary": "£60,000 - £70,000"}
GERMAN_AD = """
Harbourlight bewegt Container für viertausend Verlader zwischen neun kleinen Häfen.
Du sagst voraus, wie viele Kisten in den nächsten zwei Wochen an jedem Kai ankommen.
Du bereinigst die Ladelisten, die Kapitäne per Funk, Fax und neuerdings E-Mail schicken.
Mit den Kranführern findest du heraus, warum ein Dienstag länger dauert als ein Montag.
Du hast drei Jahre Erfahrung mit SQL und Python, und du kennst Airflow oder dbt.
"""
BRITTANY = f"{posted(HARBOUR)} You speak Breton with our captains."


QUAYS = """
At Harbourlight you own the Tidegate model, which says for 212 quays what arrives in the coming
48 hours. You move it from Airflow to Dagster, add ECMWF weather and AIS positions, and defend it
before the masters of the port in Skagen. You have four years of Python, PyMC and PostGIS behind
you, and patience with sailors. We meet in Leeds twice a week and close the office in July.
"""
QUAYS_ANEW = """
Forecasting arrivals over 48 hours at 212 quays: that is what the Tidegate model of Harbourlight
does, and it will be yours. Expect a migration to Dagster, since Airflow goes, plus new inputs such
as AIS positions and the ECMWF weather. Masters of the Skagen port question your results. Ideal are
four years with PyMC, PostGIS and Python. Presence in Leeds is asked for on two days; July is free.
"""
QUAYS_IN_GERMAN = """
Bei Harbourlight verantwortest du das Modell Tidegate, das für 212 Kaimauern die nächsten 48 Stunden
vorhersagt. Du bringst es von Airflow zu Dagster, nimmst ECMWF-Wetter und AIS-Positionen dazu und
vertrittst es in Skagen vor den Hafenmeistern. Du hast vier Jahre mit Python, PyMC und PostGIS
gearbeitet und Geduld mit Seeleuten. Wir treffen uns zweimal in der Woche in Leeds.
"""
CREWS_ANEW = """
Which crews work when, and what does overtime cost? At Harbourlight you answer that for 38 terminals
with Looker and Snowflake, and you build the OTIS dashboard for payroll. You talk to the union in
Esbjerg each quarter. We look for somebody with two years of SQL, some Tableau and a calm voice.
Leeds is where we meet, on Mondays, and you may work at home for the rest of the week, also in July.
"""


def told(number, ad=HARBOUR):
    return {"description_html": f"{posted(ad)} Job number: {number}"}


ONE = {
    "a number in two texts of one listing, posted anew": (
        AD | told("GQ211904"), told("GQ211904 (reposted)"),
    ),
    "a number in the record and in the text of a copy": (
        AD | {"title": "Tide Data Analyst (GQ211904)"},
        FEED | {"title": "Analyst, Tides"} | told("GQ211904", TESSEL),
    ),
    "an estimate of pay within the band": (AD | BAND, FEED | HALF | {"salary": "£66,000"}),
    "two words written as one": (
        AD | {"title": "Full-Stack Engineer"}, FEED | {"title": "Fullstack Engineer"},
    ),
    "forms of the same words": (
        AD | {"title": "Breton-speaking Harbour Agent"},
        FEED | {"title": "Harbour Agent - Breton (Leeds based)"},
    ),
    "another town of the country, at equal pay": (
        AD | BAND | FEED, {"location": "York, United Kingdom"},
    ),
    "a word that a board adds to the title": (
        AD, FEED | {"title": "Tide Data Analyst - Harbours"},
    ),
    "retold with its names, tools and figures": (
        AD | {"title": "Data Analyst", "description_html": QUAYS}, FEED | {"title": "Data Analyst"}
        | {"description_html": QUAYS_ANEW},
    ),
    "retold by an agency, at equal pay": (
        AD | BAND | {"description_html": QUAYS},
        FEED | {"company": "Northgate Talent", "description_html": QUAYS_ANEW},
    ),
    "another title and language, with its names, tools and figures": (
        AD | {"title": "Datenanalyst (m/w/d)", "description_html": QUAYS_IN_GERMAN},
        {"title": "Data Analyst", "description_html": QUAYS},
    ),
    "written anew as a whole, under a telling title": (
        AD, FEED | {"description_html": posted(CLOVER)},
    ),
    "half of it under another name, at equal pay": (
        AD | BAND,
        FEED | {"company": "Quayside Search"}
        | {"description_html": f"{posted(HARBOUR)[:500]} {posted(TESSEL)[500:]}"},
    ),
    "title and text translated, at equal pay": (
        AD | BAND,
        FEED | {"title": "Gezeitenanalytikerin", "description_html": GERMAN_AD},
    ),
}  # fmt: skip
TWO = {
    "two numbers of one form in two texts": (AD | told("VREF301177X"), FEED | told("VREF301180K")),
    "a number in two towns of one listing": (
        AD | told("GQ211904"), told("GQ211904") | {"location": "York, United Kingdom"},
    ),
    "one figure outside of the band": (AD | BAND, FEED | HALF | {"salary": "£74,000"}),
    "another country": (AD, FEED | {"location": "Berlin, Germany", "country": "DE"}),
    "another part of the world": (
        AD | {"location": "Europe", "country": ""}, FEED | {"location": "USA, Canada"},
    ),
    "a word that the title adds, and its text": (
        AD, FEED | {"title": "Tide Data Analyst - Breton", "description_html": BRITTANY},
    ),
    "two shifts": (
        AD | {"title": "Harbour Data Clerk, weekends"},
        FEED | {"title": "Harbour Data Clerk, weekdays"},
    ),
    "written anew as a whole, under a short title": (
        AD | {"title": "Data Analyst"}, FEED | {"description_html": posted(CLOVER)},
    ),
    "another text at equal pay, under a short title": (
        AD | BAND | {"title": "Data Analyst"}, FEED | {"description_html": posted(CLOVER)},
    ),
    "another team, retold by a feed": (
        AD | {"title": "Data Analyst"} | {"description_html": QUAYS},
        FEED | {"title": "Data Analyst", "description_html": CREWS_ANEW},
    ),
    "retold, with a title's word that only its own text has": (
        AD | {"title": "Data Analyst, Billing", "description_html": f"{QUAYS} Billing is yours."},
        FEED | {"title": "Data Analyst", "description_html": QUAYS_ANEW},
    ),
    "two classes in one frame": (
        AD | {"title": "Class 1 Harbour Driver"}, {"title": "Class 2 Harbour Driver"},
    ),
    "another name, text and pay": (
        AD | BAND,
        FEED | {"company": "Quayside Search", "description_html": posted(CLOVER)},
    ),
}  # fmt: skip


def jobs(met, one, changes):
    pair = [met("1", **one), met("2", **(one | changes))]
    orders = (pair, pair[::-1])
    found = {len(same_jobs([(k, keys_of(k.print)) for k in order])) for order in orders}
    return 2 - found.pop() if len(found) == 1 else None


@pytest.mark.parametrize("kind", ONE)
def test_one_opening_is_one_job(met, kind):
    assert jobs(met, *ONE[kind]) == 1


@pytest.mark.parametrize("kind", TWO)
def test_two_openings_are_two_jobs(met, kind):
    assert jobs(met, *TWO[kind]) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Job number: GQ211904 (reposted)", "GQ211904"),
        ("Questions go to HR. Reference VREF301177X", "VREF301177X"),
        ("Kennziffer 2026-114", "2026-114"),
        ("Job ID: R-102581 Apply now", "R-102581"),
        ("Reference: 2026", None),
        ("reference 5 years of work", None),
        ("Ref: 20481. For the other opening, ref: 20482.", None),
        ("Write to job ref 1234@harrowgill.example", None),
    ],
)
def test_a_number_is_read_in_a_description(text, number):
    raw = RawPosting(source="x", source_key="1", url="", title="Data Engineer")
    assert requisition(raw, f"{posted(CLOVER)} {text}") == number


def test_a_check_letter_is_no_other_system():
    assert shape("VREF301177X") == shape("VREF301180K") != shape("R-301177")
