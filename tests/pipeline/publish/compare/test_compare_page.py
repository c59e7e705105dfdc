# A part of a page that is missing fails its test.
# mypy: disable-error-code="union-attr"
import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from selectolax.lexbor import LexborHTMLParser

from models.vocab import SkillGroup
from pipeline.errors import PaybandError, UsageError
from pipeline.figures.inference.interval import Interval
from pipeline.publish.compare.comparison_json import comparison_record
from pipeline.publish.compare.duties import duty_phrases, duty_table
from pipeline.publish.compare.moving import to_learn
from pipeline.publish.compare.page import comparison_markdown, render
from pipeline.publish.compare.sections import GROUPS, sections
from pipeline.publish.compare.shares import more_often, shown_name, times, times_interval
from pipeline.publish.compare.stored_pair import exported_comparison, stored_comparison, two_roles
from pipeline.publish.export.export import export
from pipeline.publish.export.shape import ALL_COLUMNS

ENGINEER, SCIENTIST = "Machine Learning Engineer", "Research Scientist (AI/ML)"
HEADINGS = [
    "In short", "Definitions", "Responsibilities", "Skills and tools", "Education and experience",
    "Industries", "Levels", "Employers", "Remote share", "Outlook", "Pay", "What to learn to move",
]  # fmt: skip


@pytest.fixture
def people(make):
    """Make 24 engineers who need Docker and 24 scientists who need PyTorch, at 24 employers."""
    return [
        make(
            f"{role}{n}", (low + 1_000 * n, low + 20_000 + 1_000 * n), role=role, country="US",
            level="senior", company=f"Firm {n}", language="en", skills=skills,
            workplace=("remote", "hybrid")[n % 2], industry="finance",
        )
        for role, low, skills in (
            (ENGINEER, 200_000, ("Docker", "Python")), (SCIENTIST, 100_000, ("PyTorch", "Python")),
        )
        for n in range(24)
    ]  # fmt: skip


@pytest.fixture
def found(people, store):
    return stored_comparison(store(people), two_roles("ml engineer", SCIENTIST))


def section(found, heading):
    return next(each for each in sections(found) if each.heading == heading)


def test_sections_stand_in_the_order_of_the_page(found):
    assert [each.heading for each in sections(found)] == HEADINGS
    page = LexborHTMLParser(render(found))
    assert [node.text() for node in page.css("h2")][:-3] == HEADINGS
    text = comparison_markdown(found)
    assert all(f"\n## {heading}\n" in text for heading in HEADINGS)


def test_what_to_learn_is_what_the_other_role_asks_for_more_often(found):
    (there, to_scientist), (_back, to_engineer) = section(found, "What to learn to move").points
    assert there == f"From {ENGINEER} to {SCIENTIST}"
    assert [point.split(":")[0] for point in to_scientist] == ["PyTorch"]
    assert [point.split(":")[0] for point in to_engineer] == ["Docker"]
    assert "100% of its jobs ask for it, 0% of the other role" in to_scientist[0]


def test_pay_is_higher_in_words_only_where_the_figures_say_so(found):
    [table] = section(found, "Pay").tables
    assert table.heading == "United States, USD a year"
    rows = {row.name: row for row in table.rows if not row.part}
    assert rows["All levels"].cells[1].text == "not compared"
    assert rows["Senior"].cells[1].text.endswith(": higher")
    assert "advertise higher pay" in section(found, "In short").points[0][1][0]


def test_definitions_are_those_of_the_taxonomy(found):
    (one, told), (_other, _) = section(found, "Definitions").points
    assert one == ENGINEER
    assert any(point.startswith("Builds and ships learned models") for point in told)


def test_the_json_has_what_the_page_says(found):
    record = json.loads(json.dumps(comparison_record(found)))
    assert record["roles"] == [ENGINEER, SCIENTIST]
    docker = next(row for row in record["shares"] if row["name"] == "Docker")
    assert (docker["id"], docker["one_jobs"], docker["verdict"]) == (
        "share/mlops/name=Docker", 24, "higher",
    )  # fmt: skip
    ids = [row["id"] for table in ("pay", "shares") for row in record[table]]
    assert len(ids) == len(set(ids))


def test_every_group_of_skills_has_a_heading():
    assert set(GROUPS) == set(SkillGroup)


def test_an_export_gives_the_same_figures(people, store, tmp_path):
    engine, roles = store(people), two_roles(ENGINEER, SCIENTIST)
    export(engine, tmp_path / "jobs.csv", shape=ALL_COLUMNS)
    ours, theirs = (
        stored_comparison(engine, roles),
        exported_comparison(tmp_path / "jobs.csv", roles),
    )
    for name in ("pay", "shares", "counts", "experience"):
        assert comparison_record(theirs)[name] == comparison_record(ours)[name], name
    (tmp_path / "x.csv").write_text("posting_id\n1\n")
    with pytest.raises(PaybandError, match="there is no column"):
        exported_comparison(tmp_path / "x.csv", roles)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_an_export_without_the_columns_on_request_is_compared(people, store, tmp_path, ending):
    roles, file = two_roles(ENGINEER, SCIENTIST), tmp_path / f"jobs.{ending}"
    engine = store(people)
    export(engine, file)
    theirs = exported_comparison(file, roles)
    assert section(theirs, "Industries").tables == ()
    assert (
        comparison_record(theirs)["pay"]
        == comparison_record(stored_comparison(engine, roles))["pay"]
    )


def test_an_unknown_role_names_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'Data Scientist'"):
        two_roles("Daata Scientst", ENGINEER)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Publish papers at conferences", {"publish", "publish papers"}),
        ("You will design learning-to-rank models.", {"design", "learning-to-rank models"}),
        ("- Train and ship language models", {"train", "ship language models"}),
        ("The team builds models", set()),
        ("", set()),
    ],
)
def test_duties_are_lines_that_begin_with_a_verb(text, phrases):
    found = set(duty_phrases(text))
    assert phrases <= found
    assert bool(found) == bool(phrases)


def test_phrases_that_tell_two_roles_apart(people, store, monkeypatch):
    texts = {SCIENTIST: "Publish papers at conferences", ENGINEER: "Deploy models to production"}
    html = {each.posting_id: f"<li>{texts[each.role]}</li>" for each in people}
    monkeypatch.setattr(
        "pipeline.publish.compare.stored_pair.stored_descriptions",
        lambda _engine, ids: ((each, html[each]) for each in ids),
    )
    found = stored_comparison(store(people), two_roles(ENGINEER, SCIENTIST))
    [table] = section(found, "Responsibilities").tables
    told = {row.name: row.cells[3].text for row in table.rows}
    assert told["Publish papers"] == "100 points less often"
    assert told["Deploy models"].endswith("more often")
    assert "Publish" not in told  # the longer phrase stands for it


@pytest.mark.parametrize(
    ("subject", "name", "shown"),
    [
        ("workplace", "onsite", "On site"),
        ("degree", "high_school", "High school"),
        ("data", "pandas", "pandas"),
    ],
)
def test_a_value_is_named_as_people_write_it(subject, name, shown):
    assert shown_name(SimpleNamespace(subject=subject, name=name)) == shown


def test_both_ends_of_a_ratio_are_on_one_scale():
    row = SimpleNamespace(ratio=0.97, interval_low=0.77, interval_high=1.3)
    assert (times(row), times_interval(row)) == ("\u00d71.0", "\u00d70.77 to \u00d71.3")
    assert times(SimpleNamespace(ratio=0.0021)) == "\u00d70.0021"


def test_page_and_markdown_have_the_hash_of_the_data_and_a_citation(found, people, store, tmp_path):
    found = replace(found, made_on=date(2026, 11, 30))
    digest = comparison_record(found)["inputs_sha256"]
    cited = (
        f"{ENGINEER} or {SCIENTIST}”, jobs open on 2026-10-28, made on 2026-11-30, "
        f"data SHA-256 {digest[:16]}."
    )
    page = LexborHTMLParser(render(found))
    assert page.css_first("#citation").text().endswith(cited)
    assert page.css_first(".hash").text() == digest
    text = comparison_markdown(found)
    assert digest in text
    assert f"data SHA-256 {digest[:16]}" in text


def test_the_hash_is_of_what_the_figures_rest_on(people, store, tmp_path, monkeypatch):
    roles = two_roles(ENGINEER, SCIENTIST)
    engine = store(people)
    before = stored_comparison(engine, roles).inputs_sha256
    monkeypatch.setattr("pipeline.publish.compare.stored_pair.ROWS", 7)  # in parts: the same
    export(engine, tmp_path / "jobs.csv", shape=ALL_COLUMNS)
    assert exported_comparison(tmp_path / "jobs.csv", roles).inputs_sha256 == before
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE job_posting SET education = 'master' WHERE role LIKE 'M%'"
        )
    assert stored_comparison(engine, roles).inputs_sha256 != before


def test_the_first_sentence_on_pay_says_what_it_pools(found):
    told = section(found, "Pay").text[0]
    assert "It pools 48 jobs of 24 employers, in all countries and levels" in told
    assert comparison_record(found)["same_job"]["jobs"] == 48
    assert "mean difference of log pay within each country and level" in render(found)


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [((5, 5), (4, 5), False), ((5, 6), (3, 4), True), (None, (3, 4), False)],
)
def test_more_years_are_asked_for_only_where_the_intervals_are_apart(found, here, there, said):
    years = tuple(
        replace(each, median=at, interval=ends and Interval(*map(float, ends)))
        for each, ends, at in zip(found.pair.years, (there, here), (4.5, 5.0), strict=True)
    )
    told = to_learn(replace(found.pair, years=years))
    assert any(line.startswith("Experience: ") for line in told) == said


def test_of_a_line_that_many_jobs_have_one_phrase_is_told():
    lines = {
        "one": "Cut the memory of our largest model by half. Write notes.",
        "other": "Write notes that a busy person reads.",
    }
    rows = [
        {"posting_id": f"{role}{n}", "role": role, "employer": f"firm {n}"}
        for role in lines
        for n in range(12)
    ]
    phrases = {row["posting_id"]: duty_phrases(lines[row["role"]]) for row in rows}
    found = duty_table(pd.DataFrame(rows), phrases, ("one", "other"))
    assert set(found["name"]) == {"cut the memory", "write notes", "busy person reads"}


def test_what_to_learn_is_told_in_the_direction_of_the_move():
    gap = {"difference": -0.62, "difference_low": -0.75, "difference_high": -0.49}
    points = SimpleNamespace(ratio=None, **gap)
    assert more_often(points, back=False) == ("62 points more", "49 to 75")
    ratio = SimpleNamespace(ratio=0.5, interval_low=0.25, interval_high=0.8)
    assert more_often(ratio, back=False) == ("2.0 times as often", "1.2 to 4.0")
    ratio = SimpleNamespace(ratio=2.0, interval_low=1.25, interval_high=4.0)
    assert more_often(ratio, back=True) == ("2.0 times as often", "1.2 to 4.0")


def test_skills_that_nobody_read_are_not_said_to_be_alike(people, store):
    found = stored_comparison(
        store([replace(one, language=None, skills=()) for one in people]),
        (ENGINEER, SCIENTIST),
    )
    page = comparison_markdown(found)
    assert "beyond what chance explains" not in page
    assert page.count("Skills are not compared: no description was read of") == 4


def test_a_count_that_is_not_shown_is_too_few(people, store):
    few = [
        replace(each, salary_status="absent") if n % 24 > 1 else each
        for n, each in enumerate(people)
    ]
    page = render(stored_comparison(store(few), two_roles(ENGINEER, SCIENTIST)))
    assert "too few" in page.split('id="pay"')[1]
    assert "&lt;5<small>" not in page
    assert "too narrow for some columns" in page
