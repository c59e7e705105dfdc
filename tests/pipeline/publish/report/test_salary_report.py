import base64
import csv
import hashlib
import json
import re
from datetime import UTC, datetime

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from models.vocab import Flag
from pipeline.errors import PaybandError, UsageError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.formula_guard import undo
from pipeline.publish import source_credits as module
from pipeline.publish.deprecation import DEPRECATED
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.salaries_table import COLUMNS
from pipeline.rules.rows.sources import Default, Lists, Source

DAY = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def rows(make):
    """12 of one role in the figures, 3 of another, 8 left out: 23."""
    place = {"role": "Data Scientist", "level": "senior", "country": "US", "first_seen": DAY}
    paid = [
        make(n, (100_000 + n * 1000, 140_000 + n * 1000), company=f"Firm {n}", **place)
        for n in range(12)
    ]
    few = [
        make(f"f{n}", (1000, 2000), company=f"Firm {n}", role="Data Engineer", country="DE")
        for n in range(3)
    ]
    flagged = {"salary_status": "flagged", "flags": (Flag.PLACEHOLDER, Flag.ABOVE_CEILING)}
    return (
        paid
        + few
        + [
            make("a", role="Data Scientist", country="US"),
            make("b", (9, 9), salary_status="unparsed", country="US"),
            make("c", (9, 9), **flagged, country="US"),
            make("d", (9, None), country="US"),
            make("e", (9, 9), country="GB", salary_currency="EUR"),
            make("g", (9, 9), duplicate_of="x"),
            make("h", (9, 9), ai_relevance="no", source="mine"),
            make("i", (50, 70), country="US", level="intern"),
        ]
    )


@pytest.fixture(autouse=True)
def made_on(monkeypatch):
    """Let every page be made on 2026-11-15."""
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 15, 8, tzinfo=UTC).timestamp()))
    )


@pytest.fixture
def files(tmp_path):
    return ReportFiles(tmp_path / "r" / "s.html")


@pytest.fixture
def made(rows, store, files):
    return report(store(rows), files.html)


@pytest.fixture
def page(made, files):
    return BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def feed(made, files):
    return json.loads(files.json.read_text(encoding="utf-8"))


def words(element):
    return " ".join(element.get_text(" ").split())


def lines(files):
    with files.csv.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_exclusion_is_counted_by_reason(feed):
    people = feed["population"]
    assert (people["postings"], people["jobs"], people["jobs_with_pay"]) == (23, 20, 12)
    counted = {**people["left_out"], **people["kept_apart"], **people["without_pay"]}
    assert {name: n for name, n in counted.items() if n} == {
        "duplicate": 1, "not_about": 1, "intern": 1, "absent": 1, "unparsed": 1, "flagged": 1,
        "other_currency": 4, "one_sided": 1,
    }  # fmt: skip
    assert people["postings"] == people["jobs_with_pay"] + sum(counted.values())
    assert people["flags"] == {"placeholder": 1, "above_ceiling": 1}


def test_csv(made, files):
    whole, role, level, cell, *_ = lines(files)
    assert list(whole) == [c.name for c in COLUMNS]
    assert (whole["id"], whole["jobs"], whole["all_jobs"]) == ("pay/year/country=US", "12", "16")
    assert role["id"] == "pay/year/country=US/role=Data%20Scientist"
    assert (level["level"], cell["level"], cell["role"]) == ("senior", "senior", "Data Scientist")
    assert (role["median_by_job"], role["p25"], role["p75"]) == ("125500", "122750", "128250")
    assert (role["median_by_employer"], role["employers"]) == ("125000", "12")
    assert float(role["largest_share"]) == pytest.approx(1 / 12)
    assert (role["label_by_job"], role["disclosure"]) == ("high", "0.923076923077")
    few = next(line for line in lines(files) if line["country"] == "DE")
    assert (few["label_by_job"], few["jobs"], few["median_by_job"]) == ("<5", "", "")
    assert few["currency"] == "EUR"


def test_a_former_column_has_what_its_new_one_has_where_amounts_are_dollars_a_year(made, files):
    for line in lines(files):
        for each in DEPRECATED:
            if each.old == "grain":
                continue
            dollars = (line["currency"], line["unit"]) == ("USD", "year")
            kept = dollars or not each.old.endswith("_usd")
            assert line[each.old] == (line[each.new] if kept else "")
    assert [line["grain"] for line in lines(files)][:2] == ["", "role_country"]


def test_json_and_csv_have_the_same_figures(made, files, feed):
    cells = [
        row
        for name in ("pay", "workplaces", "interns", "contracts", "usd")
        for row in feed["figures"][name]
    ]
    for line, row in zip(lines(files), cells, strict=True):
        for name, value in row.items():
            told = {True: "true", False: "false", None: ""}.get(value, value)
            told = (
                f"{value}"
                if isinstance(value, int | float) and value is not True and value is not False
                else told
            )
            assert line[name] == told, name


def test_every_figure_has_an_id_of_its_own(feed):
    ids = [row["id"] for table in feed["figures"].values() for row in table]
    assert len(ids) == len(set(ids))
    assert "disclosure/country/country=US/name=US" in ids


def test_page_and_csv_have_the_same_figures(made, files, page):
    ours = {line["id"]: line for line in lines(files)}
    rows = page.select("main tr[id]")
    assert [row["id"] for row in rows][:1] == ["pay/year/country=US"]
    shown = {id_ for id_, line in ours.items() if line["median_by_job"]}
    assert {row["id"] for row in rows} == shown
    for row in rows:
        line = ours[row["id"]]
        cells = [words(cell) for cell in row.select("td:not(.chart)")]
        figures = [re.sub(r"[$,]", "", text) for text in cells]
        expected = []
        for kind in ("job", "employer"):
            low, high = line[f"interval_low_by_{kind}"], line[f"interval_high_by_{kind}"]
            expected += [f"{line[f'median_by_{kind}']} {low} – {high}"]
        expected += [f"{line['p25']} – {line['p75']}", f"{line['jobs']} of {line['all_jobs']}"]
        expected += [line["employers"], line["label_by_job"]]
        assert figures == expected


def test_each_row_has_its_box_where_its_figures_are(made, files, page):
    ours = {line["id"]: line for line in lines(files)}
    for row in page.select("main tr[id]"):
        line = ours[row["id"]]
        [svg] = row.select("svg.draw[aria-hidden=true]")
        box, mark = svg.find("rect"), svg.select_one("line.mark")
        left, width = (float(box[name].rstrip("%")) for name in ("x", "width"))
        place = float(mark["x1"].rstrip("%"))
        low, middle, high = (float(line[name]) for name in ("p25", "median_by_job", "p75"))
        assert (place - left) / width == pytest.approx((middle - low) / (high - low), abs=0.01)


def test_levels_stand_under_their_role(page):
    names = [words(row.th.contents[0]) for row in page.select("main tr[id]")]
    assert names == ["All jobs", "Senior", "Data Scientist", "Senior"]


def test_markdown_has_the_same_tables(made, files, page):
    text = files.markdown.read_text(encoding="utf-8")
    assert text.startswith("<!-- payband")
    for heading in page.select("h2[id]"):
        if heading["id"] in ("pay", "disclosure", "disclosure-places"):
            assert f"## {words(heading)}" in text
    assert "| Data Scientist | $125,500 ($" in text
    assert "- Pay in a currency that is not the country's: 4" in text


def test_what_was_left_out(page):
    table = page.select("table.reasons tr.reason")
    assert [(words(r.th), words(r.td)) for r in table] == [
        ("Another posting of a job that is counted already", "1"),
        ("Not about AI, ML or data", "1"),
        ("Internships", "1"),
        ("No pay stated", "1"),
        ("Pay stated, not understood", "1"),
        ("Pay stated, not trusted", "1"),
        ("above ceiling", "1"),
        ("placeholder", "1"),
        ("Pay in a currency that is not the country's", "4"),
        ("Only one end stated (“up to”, “from”)", "1"),
    ]


def test_words_around_the_figures(page, feed):
    text = words(page)
    assert "in 20 jobs, from Greenhouse, mine." in text
    assert "Collected 2026-10-01 to 2026-10-28" in text
    assert "Open between 2026-10-01 and 2026-10-28" in text
    assert "Made on 2026-11-15" in text
    assert "1 posting was recognised as another posting of a job" in text
    assert "The 12 employers of United States tell as much as 12.0 of equal size" in text
    assert "never what people are paid" in text
    assert "Median by job, United States $125,500 half are from $122,750 to $128,250" in text
    assert "State their pay 95% 19 of 20" in text
    assert "Data as of 2026-10-28" in text
    assert "publication policy 2" in text.lower()
    assert "Rules 0.1+abc." in text
    assert feed["inputs_sha256"] in text


def test_sources_are_named_with_what_is_owed(rows, store, files, monkeypatch):
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
    report(store(rows), files.html)
    page = BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser")
    first, second = page.select(".sources li")
    assert words(first) == (
        "greenhouse , 22 postings. By G. Terms: boards.example , read on 2026-07-18 ."
    )
    [link] = first.select("a")
    assert link["href"] == owed.terms
    assert link["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert words(second) == "mine , 1 posting. <b>M</b>."
    assert not second.select("a")


def test_terms_that_nobody_read_have_no_day(rows, store, files, monkeypatch):
    unread = Source("greenhouse", Default.ON, Lists.ALL, "", "https://boards.example/t", "")
    monkeypatch.setattr(module, "all_sources", lambda: {"greenhouse": unread})
    report(store(rows), files.html)
    page = BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser")
    assert "Terms: boards.example , not read." in words(page.select_one(".sources li"))


def digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_page_stands_alone(made, page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    style, script = (digest(page.select_one(tag).string) for tag in ("style", "script:not([id])"))
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert [tag.get("type") for tag in page.select("script")] == ["application/json", None]
    assert not page.select("link, img, iframe, object, embed, base, [style], [src], [action]")
    links = {a["href"] for a in page.select("[href]") if not a["href"].startswith("https://")}
    assert links == {"#content", "s.csv", "s.csv.datapackage.json", "s.json", "s.md"}
    assert "url(" not in words(page.style)
    assert "@import" not in words(page.style)
    assert page.find("meta", attrs={"name": "viewport"})
    assert page.html["lang"] == "en"
    assert "prefers-color-scheme: dark" in words(page.style)


def test_the_same_store_gives_the_same_bytes(rows, store, tmp_path):
    engine = store(rows)
    one, two = (ReportFiles(tmp_path / n / "s.html") for n in "ab")
    for made in (one, two):
        report(engine, made.html)
    for mine, other in zip(one.all, two.all, strict=True):
        assert mine.read_bytes() == other.read_bytes()


def test_an_empty_store_says_so(store, files):
    report(store([]), files.html)
    text = words(BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser"))
    feed = json.loads(files.json.read_text(encoding="utf-8"))
    assert feed["population"]["postings"] == 0
    assert feed["period"] == {"since": None, "until": None}
    assert not any(feed["figures"].values())
    assert "No country has enough jobs" in text
    assert "Nothing 0" in text
    assert lines(files) == []


@pytest.mark.parametrize(("jobs", "employers"), [(1, 1), (12, 1)], ids=["one job", "one employer"])
def test_few_jobs_or_employers_say_so(make, store, files, jobs, employers):
    made = [
        make(n, (100_000, 120_000), country="US", company=f"Firm {n % employers}")
        for n in range(jobs)
    ]
    report(store(made), files.html)
    [line] = lines(files)
    label, few = ("<5", "5 jobs") if jobs < 5 else ("<3 employers", "3 employers")
    assert (line["all_jobs"], line["jobs"], line["label_by_job"]) == (str(jobs), "", label)
    assert line["why_by_job"] == f"fewer than {few} with pay"
    text = words(BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser"))
    assert f"fewer than {few} with pay" in text
    assert "No country has enough jobs with usable pay for a median yet" in text


def test_a_period_without_jobs_says_so(rows, store, files):
    days = ReportOptions(pd.Timestamp("2020-01-01"), pd.Timestamp("2020-12-31"))
    report(store(rows), files.html, days)
    feed = json.loads(files.json.read_text(encoding="utf-8"))
    assert feed["population"]["left_out"]["not_open"] == 21
    assert feed["population"]["jobs"] == 0
    assert not any(feed["figures"].values())
    text = words(BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser"))
    assert "Not open in the period 21" in text


def test_usd_only_when_asked_for(rows, store, files):
    engine = store(rows)
    report(engine, files.html, ReportOptions(usd=True))
    text = words(BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser"))
    assert "converted at dated market rates, not comparable in purchasing power" in text
    report(engine, files.html)
    assert json.loads(files.json.read_text(encoding="utf-8"))["figures"]["usd"] == []


def test_a_page_that_cannot_be_written_leaves_the_csv(rows, store, tmp_path):
    (tmp_path / "s.csv").write_text("old,all_jobs")
    (tmp_path / "s.html").mkdir()
    with pytest.raises(PaybandError, match=r"s\.html: this is a folder"):
        report(store(rows), tmp_path / "s.html")
    assert (tmp_path / "s.csv").read_text() == "old,all_jobs"


def test_a_json_of_others_is_not_replaced(rows, store, tmp_path):
    engine = store(rows)
    (tmp_path / "s.json").write_text("[1]")
    with pytest.raises(UsageError, match=r"s\.json: is another file"):
        report(engine, tmp_path / "s.html")
    (tmp_path / "s.json").unlink()
    (tmp_path / "s.md").write_text("# My notes")
    with pytest.raises(UsageError, match=r"s\.md: is another file"):
        report(engine, tmp_path / "s.html")
    report(engine, tmp_path / "s.html", force=True)
    report(engine, tmp_path / "s.html")


def test_a_formula_in_a_role_is_neutralised_in_the_csv(make, store, files):
    report(store([make(1, role="=1+1", country="US")]), files.html)
    line = lines(files)[1]
    assert line["role"] == "'=1+1"
    assert undo(line["role"]) == "=1+1"
