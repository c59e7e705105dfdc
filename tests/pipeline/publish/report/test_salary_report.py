import csv
import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from models.record import columns
from models.vocab import Flag
from pipeline.errors import PaybandError
from pipeline.formula_guard import undo
from pipeline.publish.report import report as module
from pipeline.publish.report.report import report
from pipeline.publish.report.statistics import Cell
from pipeline.rules.rows.sources import Default, Lists, Source

DAY = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def rows(make):
    """12 of one role in the figures, 3 of another, 7 left out: 22."""
    place = {"role": "Data Scientist", "level": "senior", "country": "US", "first_seen": DAY}
    paid = [
        make(n, (100_000 + n * 1000, 140_000 + n * 1000), company=f"Firm {n}", **place)
        for n in range(12)
    ]
    few = [make(f"f{n}", (1000, 2000), company=f"Firm {n}", role="Data Engineer") for n in range(3)]
    flagged = {"salary_status": "flagged", "flags": (Flag.PLACEHOLDER, Flag.ABOVE_CEILING)}
    return (
        paid
        + few
        + [
            make("a", role="Data Scientist"),
            make("b", (9, 9), salary_status="unparsed"),
            make("c", (9, 9), **flagged),
            make("d", (9, None)),
            make("e", (9, 9), annual_min_usd=None),
            make("g", (9, 9), duplicate_of="x"),
            make("h", (9, 9), ai_relevance="no", source="mine"),
        ]
    )


@pytest.fixture
def made(rows, store, tmp_path):
    return report(store(rows), tmp_path / "r" / "s.html", tmp_path / "r" / "s.csv")


@pytest.fixture
def page(made):
    return BeautifulSoup(made.html.read_text(encoding="utf-8"), "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def lines(made):
    with made.csv.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_result(made):
    assert (made.postings, made.counted, made.used) == (22, 20, 15)
    assert made.left_out == {
        "duplicate": 1, "not_about": 1, "unread": 0, "absent": 1, "unparsed": 1, "flagged": 1,
        "one_sided": 1, "no_year": 0, "no_rate": 1,
    }  # fmt: skip
    assert made.postings == made.used + sum(made.left_out.values())
    assert made.flags == {"placeholder": 1, "above_ceiling": 1}


def test_csv(made):
    whole, few, role, *_ = lines(made)
    assert list(whole) == [c.name for c in columns(Cell)]
    assert (whole["grain"], whole["role"], whole["postings"]) == ("all", "", "15")
    assert (few["role"], few["label"], few["postings"], few["median_usd"]) == (
        "Data Engineer", "too few", "", "",
    )  # fmt: skip
    assert (role["median_usd"], role["p25_usd"], role["p75_usd"]) == ("125500", "122750", "128250")
    assert (role["postings"], role["all_postings"], role["employers"]) == ("12", "13", "12")
    assert role["largest_share"] == "0.08"


def test_page_and_csv_have_the_same_figures(made, page):
    rows = page.select("main .scroll tbody tr")
    ours = lines(made)
    assert len(rows) == len(ours)
    for row, line in zip(rows, ours, strict=True):
        name, median, half, interval, postings, every, employers, label = map(
            words, row.select("th, td")
        )
        figures = [re.sub(r"[$,]", "", text) for text in (median, half, interval, employers)]
        expected = [line["median_usd"], f"{line['p25_usd']} – {line['p75_usd']}"]
        expected += [f"{line['median_low_usd']} – {line['median_high_usd']}", line["employers"]]
        assert figures == [text if text.strip(" –") else "–" for text in expected]
        assert (postings, every) == (line["postings"] or "<5", line["all_postings"])
        assert label == line["label"]
        assert name.startswith(line["role"] or "All roles")


def test_chart(page):
    [svg] = page.select("svg[role=img]")
    title, text = svg.find("title"), svg.find("desc")
    assert svg["aria-labelledby"].split() == [title["id"], text["id"]]
    assert "Data Scientist: median $126k, middle half $123k to $128k, 12 postings" in words(text)
    assert "Senior: median" in words(text)
    assert [words(name) for name in svg.select(".name")] == [
        "All roles",
        "Data Scientist",
        "Senior",
    ]
    assert len(svg.select("rect.bar")) == len(svg.select("line.mark")) == 3


def test_what_was_left_out(page):
    table = page.select("table.plain tbody tr")
    assert [(words(r.th), words(r.td)) for r in table] == [
        ("Another posting of a job that is counted already", "1"),
        ("Not about AI, ML or data", "1"),
        ("No pay stated", "1"),
        ("Pay stated, not understood", "1"),
        ("Pay stated, not trusted", "1"),
        ("placeholder", "1"),
        ("above ceiling", "1"),
        ("Only one end stated (“up to”, “from”)", "1"),
        ("No US dollar figure: no exchange rate for the currency that day", "1"),
    ]


def test_words_around_the_figures(page):
    text = words(page)
    assert (
        "in 20 postings, collected from greenhouse, mine between 2026-10-01 and 2026-10-28" in text
    )
    assert "never what people are paid" in text
    assert "State their pay 95% 19 of 20" in text
    assert "Data as of 2026-10-28" in text
    assert "publication policy 1" in text.lower()
    assert "Rules 0.1+abc." in text


def test_sources_are_named_with_what_is_owed(rows, store, tmp_path, monkeypatch):
    owed = Source(
        "greenhouse",
        Default.ON,
        Lists.ALL,
        "",
        "https://boards.example/t",
        "2026-07-18",
        "By G.",
        6,
    )
    bad = Source(
        "mine", Default.ON, Lists.ALL, "", "javascript:alert(1)", "2026-07-18", "<b>M</b>", 6
    )
    monkeypatch.setattr(module, "all_sources", lambda: {"greenhouse": owed, "mine": bad})
    made = report(store(rows), tmp_path / "s.html", tmp_path / "s.csv")
    page = BeautifulSoup(made.html.read_text(encoding="utf-8"), "html.parser")
    first, second = page.select(".sources li")
    assert words(first) == (
        "greenhouse , 21 postings. By G. Terms: boards.example , read on 2026-07-18 ."
    )
    [link] = first.select("a")
    assert link["href"] == owed.terms
    assert link["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert words(second) == "mine , 1 posting. <b>M</b>."
    assert not second.select("a")


def test_the_page_stands_alone(made, page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert not page.select("script, link, img, iframe, object, embed, form, base, [style]")
    assert {a["href"].split(":")[0] for a in page.select("[href]")} <= {"https"}
    assert "url(" not in words(page.style)
    assert "@import" not in words(page.style)
    assert page.find("meta", attrs={"name": "viewport"})
    assert page.html["lang"] == "en"
    assert "prefers-color-scheme: dark" in words(page.style)


def test_the_same_store_gives_the_same_bytes(rows, store, tmp_path):
    engine = store(rows)
    one, two = (report(engine, tmp_path / f"{n}.html", tmp_path / f"{n}.csv") for n in "ab")
    assert one.html.read_bytes() == two.html.read_bytes()
    assert one.csv.read_bytes() == two.csv.read_bytes()


def test_an_empty_store(store, tmp_path):
    made = report(store([]), tmp_path / "s.html", tmp_path / "s.csv")
    text = words(BeautifulSoup(made.html.read_text(encoding="utf-8"), "html.parser"))
    assert (made.postings, made.used) == (0, 0)
    assert "No role has enough postings" in text
    assert "Nothing 0" in text


def test_a_page_that_cannot_be_written_leaves_the_csv(rows, store, tmp_path):
    (tmp_path / "s.csv").write_text("old")
    (tmp_path / "s.html").mkdir()
    with pytest.raises(PaybandError, match=r"s\.html: this is a folder"):
        report(store(rows), tmp_path / "s.html", tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text() == "old"


def test_a_formula_in_a_role_is_neutralised_in_the_csv(make, store, tmp_path):
    made = report(store([make(1, role="=1+1")]), tmp_path / "s.html", tmp_path / "s.csv")
    _, line = lines(made)
    assert line["role"] == "'=1+1"
    assert undo(line["role"]) == "=1+1"
