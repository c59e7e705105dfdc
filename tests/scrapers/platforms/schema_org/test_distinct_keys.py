import pytest

from scrapers.platforms.schema_org.distinct_keys import distinct_keys


def said(key, title="T", location="", posted=""):
    return {"source_key": key, "title": title, "location": location, "posted": posted}


@pytest.mark.parametrize(
    ("found", "keys"),
    [
        ([said("a"), said("b")], ["a", "b"]),
        ([said("a"), said("a", "U")], ["a#t", "a#u"]),
        ([said("a", location="X"), said("a", location="Y"), said("b")], ["a#t-x", "a#t-y", "b"]),
        ([said("a#t"), said("a#t")], ["a#t", "a#t-2"]),
        (
            [said("a", posted="2026-10-01"), said("a", posted="2026-10-02")],
            ["a#t-2026-10-01", "a#t-2026-10-02"],
        ),
        ([said("a")] * 3, ["a#t", "a#t-2", "a#t-3"]),
        ([], []),
    ],
)
def test_what_shares_a_key_is_told_apart(found, keys):
    assert [fields["source_key"] for fields in distinct_keys(found)] == keys
