from datetime import UTC, datetime

from pipeline.fx.rates import SHIPPED
from pipeline.publish.explain.explanation import explained_text
from pipeline.publish.explain.page import render
from pipeline.publish.explain.record_rows import LONGEST, shown_paths, shown_records


def test_bands_are_the_same_words_in_text_and_page():
    told, *_ = explained_text("EUR 95k - 105k a year", "DE", SHIPPED)
    [band] = shown_records("bands", told["bands"])
    assert (band["band"], band["min"], band["max"], band["currency"]) == (
        "0 *", "95,000", "105,000", "EUR",
    )  # fmt: skip
    page = render(told | {"invented": False})
    assert all(text in page for text in band.values())
    assert "Posting id" not in page


def test_a_long_text_of_a_version_is_cut_and_its_day_can_be_read():
    at = datetime(2026, 6, 27, 6, 1, 10, tzinfo=UTC)
    version = {"version": 2, "fetched": at, "run": "r", "was": "x" * 2_000, "hash": "h"}
    [shown] = shown_records("versions", [version])
    assert shown["fetched"] == "2026-06-27 06:01 UTC"
    assert len(shown["was"]) == LONGEST + 1


def test_paths_beside_each_other_have_their_common_part_once():
    assert shown_paths(["$.a[0].pay.min", "$.a[0].pay.max"]) == "$.a[0].pay: min, max"
    assert shown_paths(["$.a.x", "$.b.x"]) == "$.a.x; $.b.x"
    assert (shown_paths(["$.a"]), shown_paths([])) == ("$.a", "")
