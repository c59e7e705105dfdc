import pytest

from scrapers.readers.merge_rows import merge_rows


@pytest.mark.parametrize(
    ("rows", "records"),
    [
        ([], []),
        (
            [{"id": 1, "at": "Bonn"}, {"id": 2, "at": "Ulm"}, {"id": 1, "at": "Jena", "x": 1}],
            [{"id": 1, "at": ["Bonn", "Jena"]}, {"id": 2, "at": ["Ulm"]}],
        ),
        ([{"id": "1"}, {"id": 1, "at": "Ulm"}], [{"id": "1", "at": ["Ulm"]}]),
        ([{"at": "Bonn"}, {"at": "Ulm"}], [{"at": "Bonn"}, {"at": "Ulm"}]),
        ([{"id": None}, {"id": ["a"]}], [{"id": None}, {"id": ["a"]}]),
        ([None, 3, "row"], [None, 3, "row"]),
    ],
)
def test_rows_of_one_key_are_one_record(rows, records):
    found = merge_rows(rows, "id", "at", lambda row: [row["at"]] if "at" in row else [])
    assert found == records


def test_the_rows_stay_as_they_were():
    rows = [{"id": 1, "at": ["Bonn"]}, {"id": 1, "at": ["Ulm"]}]
    merge_rows(rows, "id", "at", lambda row: row["at"])
    assert rows == [{"id": 1, "at": ["Bonn"]}, {"id": 1, "at": ["Ulm"]}]
