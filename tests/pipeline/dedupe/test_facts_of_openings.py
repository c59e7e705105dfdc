"""Pairs told in other words, each beside the least change that makes them two jobs."""

import pytest

from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of

OWN = (
    "Larkspur Weather sells flood forecasts to water companies. Our models run four times a day "
    "over 38,000 gauges. You will own how radar, ECMWF ensembles and telemetry arrive in Iceberg, "
    "scheduled with Dagster, and you set the standards that 11 engineers follow. You bring 8 years "
    "of Python, and you have met GRIB and Zarr before. We offer 28 days of holiday."
)
ANEW = (
    "Water utilities move their pumps before the river rises, because we at Larkspur Weather tell "
    "them to. The person we want keeps data flowing: think Dagster, think Iceberg, think GRIB or "
    "Zarr files from ECMWF and signals of 38k stations. Nobody else decides how a team of 11 works "
    "on this. Long experience with Python helps more than any certificate does."
)
AGENCY = (
    "Hollow Oak Talent is looking on behalf of Larkspur Weather for somebody who takes charge of "
    "pipelines. Tools in use at our client: Dagster, Iceberg, Python. Sources: ECMWF, as GRIB and "
    "Zarr, and 38,000 gauges. Headcount of the department: 11. Send us a short letter today, and a "
    "consultant calls you back within two working days to talk about the next steps."
)
RENDERED = (
    "Larkspur Weather verkauft Vorhersagen von Hochwasser an Wasserwerke. Unsere Modelle rechnen "
    "mit 38.000 Pegeln. Du verantwortest, wie Radar, ECMWF und Messwerte in Iceberg ankommen, mit "
    "Dagster geplant, und du gibst die Regeln vor, nach denen 11 Leute arbeiten. Du bringst 8 "
    "Jahre Erfahrung mit, kennst GRIB und Zarr und bekommst 28 Tage Urlaub im Jahr."
)
OTHER_TOOLS = (
    "Larkspur Weather also bills its clients. You look after NetSuite and Salesforce, replace the "
    "old SOAP interfaces, and report to 3 directors in Oslo. You know PHP 8, Symfony and Stripe, "
    "and you have closed 24 months in a row. Letters of clients are answered by you within a day."
)
OTHER_RENDERED = (
    "Larkspur Weather stellt auch Rechnungen. Du betreust NetSuite und SAP, ersetzt 17 alte "
    "Schnittstellen und berichtest an 3 Vorstände in Oslo. Du kennst PHP und Symfony, hast 24 "
    "Monate nacheinander abgeschlossen und beantwortest Briefe von Kunden an einem Tag. Dafür gibt "
    "es ein Rad, einen Garten und an jedem Freitag ein Essen mit allen, die gerade im Haus sind."
)
AD = {
    "company": "Larkspur Weather",
    "title": "Data Engineer",
    "location": "Bristol, United Kingdom",
    "description_html": OWN,
}
FEED = {"source": "feed"}
TOWN = {"location": "Sundmaela"}
FRAMED = (
    f"About the job on this page. {OWN} We put people first, and so does the employer behind this "
    "ad. Apply on the next page, it takes three minutes and no letter."
)
KINDS = {
    "the facts, under another title": (
        FEED | {"title": "River Pipelines Developer", "description_html": ANEW},
        {"description_html": OTHER_TOOLS},
    ),
    "an agency that names the employer": (
        FEED | {"company": "Hollow Oak Talent", "title": "River Pipelines Developer",
                "description_html": AGENCY},
        {"description_html": AGENCY.replace("Larkspur Weather", "a market leader")},
    ),
    "another language at a town that no list has": (
        FEED | TOWN | {"title": "Datenplattform", "description_html": RENDERED},
        {"description_html": OTHER_RENDERED},
    ),
    "a copy in a frame under a wider title": (
        FEED | {"title": "Sr. PM (Floods), remote", "description_html": FRAMED},
        {"title": "Sr. PM (Droughts), remote",
         "description_html": FRAMED.replace("flood forecasts", "forecasts of droughts")},
    ),
    "a copy in a frame under the name of the group": (
        FEED | TOWN | {"company": "Hollow Oak Group", "title": "Data Engineer, Floods",
                       "description_html": FRAMED},
        {"description_html": FRAMED.replace("Larkspur Weather", "Somebody")},
    ),
    "a copy in a frame at a wider place": (
        FEED | {"location": "Northmead", "description_html": FRAMED},
        {"location": "Leeds"},
    ),
    "the pay of a month, its period unsaid": (
        FEED | {"salary": "€4,000 - €5,000", "description_html": FRAMED},
        {"salary": "€4,100 - €5,900"},
    ),
}  # fmt: skip
FIRST = {
    "the facts, under another title": {"salary": "£60,000 - £70,000"},
    "another language at a town that no list has": TOWN,
    "a copy in a frame under a wider title": {"title": "Senior Product Manager, Floods"},
    "a copy in a frame under the name of the group": TOWN,
    "a copy in a frame at a wider place": {"location": "Bristol, Northmead"},
    "the pay of a month, its period unsaid": {"salary": "€48,000 - €60,000 per year"},
}


def found(met, one, other):
    pair = [met("1", **one), met("2", **other)]
    return len(same_jobs([(known, keys_of(known.print)) for known in pair]))


@pytest.mark.parametrize("kind", KINDS)
def test_an_opening_told_in_other_words_is_one_job(met, kind):
    ad = AD | FIRST.get(kind, {})
    assert found(met, ad, ad | KINDS[kind][0]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_another_opening_is_another_job(met, kind):
    ad = AD | FIRST.get(kind, {})
    changes, against = KINDS[kind]
    assert found(met, ad, ad | changes | against) == 0


SHOP = (
    "Thimble and Thread sells fabric and yarn in 14 shops. We are looking for somebody for our "
    "shop in {}. You serve customers, cut fabric, run the till and help with our Saturday classes. "
    "You know the difference between jersey and jacquard. {} hours a week, £12.40 an hour, staff "
    "discount of 40%. Please apply until the end of {}."
)
CLERK = {"company": "Thimble and Thread", "title": "Shop Assistant, Fabric", "source": "feed"}


@pytest.mark.parametrize(
    ("other", "jobs"),
    [
        (("the Corn Exchange", "20", "November"), 1),  # only the date
        (("the Corn Exchange", "24", "November"), 1),  # a date and a figure
        (("the Milliner Arcade", "20", "August"), 2),  # another shop
    ],
)
def test_a_copy_on_one_board_with_words_swapped_is_another_job(met, other, jobs):
    texts = SHOP.format("the Corn Exchange", "20", "August"), SHOP.format(*other)
    one, two = (CLERK | {"description_html": text} for text in texts)
    assert 2 - found(met, one, two) == jobs


@pytest.mark.parametrize(("word", "jobs"), [("early", 1), ("night", 2), ("nocnej", 2)])
def test_a_copy_for_another_shift_is_another_job(met, word, jobs):
    texts = (f"{OWN} You work the {shift} shift." for shift in ("early", word))
    one, two = (AD | {"description_html": text} for text in texts)
    assert 2 - found(met, one, two | FEED) == jobs
