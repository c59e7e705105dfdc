import pytest

from models.raw import PayField, RawPosting
from scrapers.storable import storable


def posting(**fields):
    said = {"source": "s", "source_key": "1", "url": "https://a.example/", "title": "Engineer"}
    return RawPosting(**said | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Ingénieur 🚀", "extra": {"a": [1, {"b": "ü"}], "c": None}},
        {"salary_fields": (PayField(min="1", text="€ 1"),)},
    ],
)
def test_good_text_is_left_alone(fields):
    made = posting(**fields)
    assert storable(made) is made


@pytest.mark.parametrize(
    ("found", "kept"),
    [("a\0b", "ab"), ("a\ud83db", "a\ufffdb"), ("\ud83d\ude80", "🚀"), ("\0ü", "ü")],
)
def test_what_no_database_holds_is_repaired_everywhere(found, kept):
    made = storable(
        posting(
            title=found,
            salary_fields=(PayField(text=found),),
            extra={"list": [found, 1], found: {"deep": found}},
        )
    )
    assert made.title == kept
    assert made.salary_fields == (PayField(text=kept),)
    assert made.extra == {
        "list": [kept, 1],
        kept: {"deep": kept},
        "text_repaired": ["title", "salary_fields", "extra"],
    }
