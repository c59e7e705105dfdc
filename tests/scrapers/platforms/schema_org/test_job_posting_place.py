import pytest

from scrapers.platforms.schema_org.place import places


def address(city=None, region=None, country=None):
    return {"addressLocality": city, "addressRegion": region, "addressCountry": country}


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (None, ""),
        ([], ""),
        ("Graz", "Graz"),
        ({"address": "Görlitz"}, "Görlitz"),
        ({"address": address("Dayton", "OH", "US")}, "Dayton, OH, US"),
        ({"address": address("Oslo", "", "Norway")}, "Oslo, Norway"),
        ({"address": address(country={"@type": "Country", "name": "Japan"})}, "Japan"),
        ({"address": address("Reno", "NV", {"name": ["USA", "USA", "USA"]})}, "Reno, NV, USA"),
        ({"address": address("New York", "New York", "US")}, "New York, New York, US"),
        ({"address": [address("Bern"), address("Basel")]}, "Bern; Basel"),
        (address("Lima", None, "PE"), "Lima, PE"),
        ({"@type": "Country", "name": "Mexico"}, "Mexico"),
        ({"name": "HQ", "address": address("Cork")}, "Cork"),
        ({"name": "HQ", "address": None}, "HQ"),
        ({"address": address("UNAVAILABLE", "UNAVAILABLE", "US")}, "US"),
        ([{"address": address("Bern")}, {"address": address("Bern")}, "Basel"], "Bern; Basel"),
        (
            [{"name": "A", "address": address("X")}, {"name": "B", "address": address("X")}],
            "A; B",
        ),
        (
            [{"name": "A", "address": address("X")}, {"name": "B", "address": address("Y")}],
            "X; Y",
        ),
        ([5, None, True, {"address": 7}], "5; 7"),
    ],
)
def test_job_location(stated, words):
    assert places({"jobLocation": stated}) == words


def test_where_applicants_may_be_stands_in_for_a_place_only():
    wanted = {"applicantLocationRequirements": [{"name": "France"}, {"name": "Spain"}]}
    assert places(wanted) == "France; Spain"
    assert places(wanted | {"jobLocation": {"address": "Lyon"}}) == "Lyon"
