from datetime import UTC, datetime

import pytest

from models.raw import RawPosting
from pipeline.clean.posting_text import description_text, repair, repair_line, texts
from pipeline.text import html_text
from pipeline.text.html_text import DEEPEST, html_to_text, too_deep


def posting(**fields):
    given = {"source": "s", "source_key": "1", "url": "https://example.com", "title": "Engineer"}
    return RawPosting(**given | fields, fetched_at=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("  Data \t Engineer\n", "Data Engineer"),
        ("Da\u200bta\u202e En\x00gi\ufeffneer", "Data Engineer"),
        ("Data\u00a0Engineer", "Data Engineer"),
        ("soft\u00adware", "software"),
        ("half \ud83d left", "half left"),
        ("Cafe\u0301", "Café"),
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("R&amp;amp;amp;D", "R&amp;D"),
        ("AT&T", "AT&T"),
        ("Data &#8211; Lead", "Data – Lead"),
    ],
)
def test_a_line_is_tidied(seen, read):
    assert repair_line(seen) == (read, None)


def test_lines_stay_where_a_text_has_them():
    assert repair("one\ntwo\x07") == ("one\ntwo", None)


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("<p>Hello<br>you</p><p>there</p>", "Hello\nyou\nthere"),
        ("<ul><li>one</li><li>two <b>bold</b></li></ul>", "one\ntwo bold"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<style>p{}</style><p>kept</p><script>if (a<b) x()</script>", "kept"),
        ("&lt;p&gt;Escaped &amp;amp; sound&lt;/p&gt;", "Escaped & sound"),
        ("&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;", "Twice"),
        ("pay < 100k and > 50k, List<T>, x<y", "pay < 100k and > 50k, List<T>, x<y"),
        ("<p>pay < 100k</p>", "pay < 100k"),
        ("AT&amp;T in plain text", "AT&T in plain text"),
        ("plain\n\n\n text \t here", "plain\ntext here"),
        ("<P CLASS='x'>Capitals</P>", "Capitals"),
        ("", ""),
    ],
)
def test_a_description_becomes_lines(source, read):
    assert description_text(source) == (read, None)


def test_a_description_is_repaired():
    assert description_text("<p>Weโ€™re hiring</p>") == ("We’re hiring", "utf-8 read as cp874")


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 80_000 + "kept" + "</div>" * 80_000,
        "<b>" * 100_000 + "kept",
        "<p" * 50_000 + "> kept",
        "&lt;p " * 30_000 + "kept",
        "<a " + " ".join(f"a{n}" for n in range(100_000)) + "> kept",
        " \t" * 50_000 + "kept",
        "<!--" * 30_000 + "--> kept",
    ],
)
def test_hostile_markup_is_read_in_linear_time(hostile):
    assert "kept" in html_to_text(hostile)[-200_000:]
    assert description_text(hostile)[0].endswith("kept")


def test_the_parser_never_sees_what_would_keep_it_long(monkeypatch):
    monkeypatch.setattr(html_text, "LexborHTMLParser", lambda _: pytest.fail("it was parsed"))
    assert html_text.html_to_text("<div>" * 5_000 + "kept").strip() == "kept"


def test_depth_is_counted_without_void_and_closed_tags():
    assert not too_deep("<br><img src=x><p>x</p>" * 2_000)
    assert not too_deep("<div>" * (DEEPEST - 1) + "<p>x</p>" * 2_000)
    assert too_deep("<div>" * (DEEPEST + 1) + "<p>x</p>" * 2_000)


def test_texts_of_a_posting_and_its_issues():
    raw = posting(
        title="Engineer โ€“ Data", company=" Nordlys  AS ", location="ZÃ¼rich", salary="ยฃ40K"
    )
    read, issues = texts(raw)
    assert (read.title, read.company, read.location, read.salary, read.description) == (
        "Engineer – Data",
        "Nordlys AS",
        "Zürich",
        "£40K",
        "",
    )
    assert [(d.code, d.field, d.raw_value) for d in issues] == [
        ("text_repaired", "title", "Engineer โ€“ Data"),
        ("text_repaired", "location", "ZÃ¼rich"),
        ("text_repaired", "salary_text", "ยฃ40K"),
    ]


def test_a_repaired_description_is_an_issue_on_description():
    _, issues = texts(posting(description_html="<p>Itâ€™s</p>"))
    assert [(d.code, d.field) for d in issues] == [("text_repaired", "description")]


def test_sound_texts_raise_no_issue():
    assert texts(posting(title="Ingénieur – Données", location="Orléans"))[1] == ()
