"""`payband clean` of a table: what it says, and what it writes beside the table."""

import csv
import json
import subprocess
import sys

import pytest

TABLE = (
    "Job Title,Company Name,Location,Salary,posted,shoe,role\n"
    'ML Engineer,Dovetrace,"Berlin, Germany",€60k - €70k,2026-10-01,44,x\n'
    'Data Scientist,Kestwick,Zzyzzenburgh,"€1111111",yesterday,45,\n'
)


@pytest.fixture
def table(tmp_path):
    (tmp_path / "jobs.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_says_what_it_did(payband, table):
    told = payband("clean", "jobs.csv", "-o", "out.csv").stderr.splitlines()
    assert told[0] == "read as CSV, commas"
    assert "  Job Title \u2192 job title" in told
    assert "  not used (--keep-extra keeps them): shoe, role" in told
    assert "wrote out.csv: 2 postings" in told
    assert any(line.startswith("pay: stated in 2 rows, read in 2, flagged in 1 (") for line in told)
    assert told[-1].startswith("not read: 1 date, 1 place")
    assert told[-1].endswith("; --issues FILE lists them")


def test_issues_are_listed_by_row(payband, table):
    payband("clean", "jobs.csv", "-o", "out.csv", "--issues", "issues.csv")
    found = rows(table / "issues.csv")
    assert {(r["row"], r["code"]) for r in found} >= {
        ("2", "date_unread"),
        ("2", "place_unknown"),
        ("2", "pay_flagged"),
    }
    assert {r["raw_value"] for r in found if r["code"] == "date_unread"} == {"yesterday"}


def test_extra_columns_are_kept_behind_the_others(payband, table):
    payband("clean", "jobs.csv", "-o", "out.csv", "--keep-extra")
    out = rows(table / "out.csv")
    assert list(out[0])[-2:] == ["shoe", "given_role"]
    assert [(row["shoe"], row["given_role"]) for row in out] == [("44", "x"), ("45", "")]
    assert out[0]["role"] == "Machine Learning Engineer"


def test_the_summary_as_json(payband, table):
    said = json.loads(payband("clean", "jobs.csv", "-o", "out.csv", "--json").stdout)
    assert said["columns"]["Salary"] == "salary"
    assert (said["rows"], said["pay_stated"], said["pay_flagged"]) == (2, 2, 1)
    assert said["not_read"] == {"dates": 1, "places": 1}
    assert said["not_used"] == ["shoe", "role"]


def test_a_map_is_written_edited_and_given(payband, table):
    payband("clean", "jobs.csv", "--write-map", "map.toml")
    text = (table / "map.toml").read_text(encoding="utf-8")
    assert 'title = "Job Title"' in text
    (table / "map.toml").write_text(text.replace('"Salary"', '"shoe"'), encoding="utf-8")
    told = payband("clean", "jobs.csv", "-o", "out.csv", "--map", "map.toml").stderr
    assert "  shoe \u2192 pay" in told
    told = payband("clean", "jobs.csv", "-o", "out.csv", "--map", "pay=shoe,ort=Location").stderr
    assert "  shoe \u2192 pay" in told
    assert (
        "no column 'Shoe' for salary; did you mean 'shoe'"
        in payband("clean", "jobs.csv", "-o", "out.csv", "--map", "pay=Shoe", code=2).stderr
    )


def test_standard_input_and_output(table):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline.cli.main", "clean", "-", "-o", "-"],
        input=TABLE.replace(",", ";").encode("utf-16"),
        cwd=table,
        capture_output=True,
        check=True,
    )
    out = list(csv.DictReader(done.stdout.decode().splitlines()))
    assert [row["company"] for row in out] == ["Dovetrace", "Kestwick"]
    assert b"wrote standard output: 2 postings" in done.stderr


def test_the_survey_is_sent_to_its_own_command(payband, table):
    head = (
        "work_year,experience_level,employment_type,job_title,salary,salary_currency,"
        "salary_in_usd,employee_residence,remote_ratio,company_location,company_size\n"
    )
    row = "2023,SE,FT,Data Scientist,150000,USD,150000,US,100,US,M\n"
    (table / "salaries.csv").write_text(head + row)
    done = payband("clean", "salaries.csv", "-o", "out.csv", code=2)
    assert "this is the ai-jobs.net salary survey, not postings" in done.stderr
    assert "payband survey import salaries.csv" in done.stderr
    assert not (table / "out.csv").exists()
    payband("survey", "import", "salaries.csv")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "-", "--json"], "both write to standard output"),
        (["-o", "o.csv", "--delimiter", "ab"], "give one sign, or tab"),
        (["-o", "o.csv", "--encoding", "klingon"], "there is no encoding 'klingon'"),
        (["-o", "o.csv", "--issues", "jobs.csv"], "jobs.csv: is an input"),
        (["-o", "o.csv", "--issues", "o.csv"], "o.csv: two outputs"),
        (["-o", "o.csv", "--write-map", "jobs.csv"], "jobs.csv: is an input"),
    ],
)
def test_a_wrong_use_is_refused(payband, table, words, message):
    assert message in payband("clean", "jobs.csv", *words, code=2).stderr
    assert (table / "jobs.csv").read_text(encoding="utf-8") == TABLE


def no_dollars(told):
    return [line for line in told.splitlines() if line.startswith("no US dollars")]


def test_pay_that_was_not_read_is_counted_with_the_rest(payband, tmp_path):
    (tmp_path / "in.csv").write_text("title,salary\nML Engineer,45\nData Scientist,€60k - €70k\n")
    told = payband("clean", "in.csv", "-o", "out.csv").stderr
    assert "pay: stated in 2 rows, read in 1" in told
    assert "not read: 1 statement of pay" in told


def test_rows_newer_than_the_rates_are_told_with_the_way_out(payband, tmp_path):
    lines = ["title,salary,fetched_at", "ML Engineer,€60k - €70k,2039-05-05"]
    (tmp_path / "in.csv").write_text("\n".join([*lines, "ML Engineer,$120k - $130k,2039-05-05"]))
    told = payband("clean", "in.csv", "-o", "out.csv").stderr
    [line] = no_dollars(told)
    assert line.startswith("no US dollars in 1 row: newer than the exchange rates, which end on 2")
    assert "payband fx update" in line


def test_a_day_in_the_future_is_told_and_no_newer_rates_are_promised(payband, tmp_path):
    (tmp_path / "in.csv").write_text("title,salary,posted\nML Engineer,€60k - €70k,2039-05-05\n")
    told = payband("clean", "in.csv", "-o", "out.csv", "--issues", "issues.csv").stderr
    assert "not read: 1 date (in the future)" in told
    [line] = no_dollars(told)
    assert "--as-of DAY" in line
    [issue] = [row for row in rows(tmp_path / "issues.csv") if row["code"] == "date_future"]
    assert issue["detail"].startswith("2039-05-05 is after today")
    assert rows(tmp_path / "out.csv")[0]["posted_on"] == ""


def test_rows_without_a_day_get_dollars_by_the_day_of_the_table(payband, tmp_path):
    (tmp_path / "in.csv").write_text(
        "title,salary,fetched_at\nML Engineer,€60k - €70k,\nML Lead,€80k - €90k,2026-10-01\n"
    )
    [line] = no_dollars(payband("clean", "in.csv", "-o", "out.csv").stderr)
    assert line.startswith("no US dollars in 1 row: no day of posting or collection; --as-of DAY")
    assert [row["annual_min_usd"] != "" for row in rows(tmp_path / "out.csv")] == [False, True]
    dated = payband("clean", "in.csv", "-o", "out.csv", "--as-of", "2026-10-14").stderr
    assert not no_dollars(dated)
    assert [row["fx_date"] for row in rows(tmp_path / "out.csv")] == ["2026-10-14", "2026-10-01"]


def test_rows_without_a_day_are_in_no_report_and_both_commands_say_so(payband, tmp_path):
    (tmp_path / "in.csv").write_text("title,salary,company\nML Engineer,€60k - €70k,Quillmere\n")
    said = payband("clean", "in.csv", "-o", "out.csv").stderr
    assert "no day in 1 row: a report leaves them out; --as-of DAY says when" in said
    said = payband("report", "--export", "out.csv", "-o", "r.html").stderr
    assert "No job counts in this report. Of its postings: no day known" in said
    assert "payband clean --as-of DAY" in said
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 posting without a day of posting or of a sighting" in page
    assert "payband clean --as-of DAY" in (tmp_path / "r.md").read_text(encoding="utf-8")
    said = payband("clean", "in.csv", "-o", "out.csv", "--as-of", "2026-10-14").stderr
    assert "no day in" not in said
    assert "without a day" not in payband("report", "--export", "out.csv", "-o", "r.html").stderr


def test_a_currency_without_rates_is_told(payband, tmp_path):
    (tmp_path / "in.csv").write_text(
        "title,salary,posted\nML Engineer,VND 500m a year,2026-10-01\n"
    )
    [line] = no_dollars(payband("clean", "in.csv", "-o", "out.csv").stderr)
    assert "`payband fx load FILE`" in line
    said = json.loads(payband("clean", "in.csv", "-o", "out.csv", "--json").stdout)
    assert said["without_usd"] == {"undated": 0, "later": 0, "unrated": 1}


def test_ragged_rows_can_be_left_out_and_are_named(payband, tmp_path):
    (tmp_path / "in.csv").write_text("title,salary\nML Engineer,€60k\nData\nML Lead,€80k\n")
    refused = payband("clean", "in.csv", "-o", "out.csv", code=2).stderr
    assert "row 2 (line 3): 1 cells" in refused
    assert "--skip-ragged" in refused
    told = payband("clean", "in.csv", "-o", "out.csv", "--skip-ragged").stderr
    assert "left out 1 row with more or fewer cells than the header: row 2 (line 3)" in told
    assert [row["title"] for row in rows(tmp_path / "out.csv")] == ["ML Engineer", "ML Lead"]


def test_a_csv_for_excel(payband, table):
    payband("clean", "jobs.csv", "-o", "out.csv", "--excel", "--issues", "issues.csv")
    for name in ("out.csv", "issues.csv"):
        assert (table / name).read_bytes().startswith(b"\xef\xbb\xbf")
    payband("clean", "jobs.csv", "-o", "plain.csv")
    assert (table / "plain.csv").read_bytes().startswith(b"posting_id,")


@pytest.mark.parametrize("output", ["out.csv", "out.jsonl"])
def test_a_table_without_rows_replaces_rows_only_if_told(payband, table, output):
    payband("clean", "jobs.csv", "-o", output, "--issues", "issues.csv")
    before = (table / output).read_bytes()
    (table / "none.csv").write_text(TABLE.splitlines()[0] + "\n", encoding="utf-8")
    held = payband("clean", "none.csv", "-o", output, code=4)
    assert f"{output} is unchanged" in held.stderr
    assert (table / output).read_bytes() == before
    payband("clean", "none.csv", "-o", "new.csv")
    payband("clean", "none.csv", "-o", "new.csv")
    payband("clean", "none.csv", "-o", "other.csv", "--issues", "issues.csv", code=4)
    payband("clean", "none.csv", "-o", output, "--force")
    assert len((table / output).read_bytes()) < len(before)


def test_a_cleaned_row_is_explained_from_its_file(payband, table):
    payband("clean", "jobs.csv", "-o", "out.csv")
    sound, bogus = rows(table / "out.csv")
    told = json.loads(
        payband("explain", bogus["posting_id"], "--export", "out.csv", "--json").stdout
    )
    assert told["received"]["salary_text"] == "\u20ac1111111"
    assert told["posting"]["salary_status"] == "flagged"
    assert [row["rule"].split(":")[0] for row in told["evidence"]] == bogus["flags"].split("; ")
    assert told["in statistics"].startswith("no: no day known")
    assert told["evidence"][0]["read from"] == "\u20ac1111111"
    said = payband("explain", sound["posting_id"], "--export", "out.csv").stdout
    assert "\u20ac60k - \u20ac70k" in said
    assert "In statistics: yes" in said
    payband("explain", "0" * 16, "--export", "out.csv", code=2)
    payband("explain", "0" * 16, "--export", "jobs.csv", code=2)
    payband("explain", sound["posting_id"], "--export", "out.csv", "--city", "Bern", code=2)


def test_a_cleaned_row_is_found_by_the_id_that_its_own_table_has(payband, table):
    rows = "1057,indeed,A,80k EUR\n1057,linkedin,B,90k EUR\n1058,indeed,C,70k EUR\n"
    (table / "ids.csv").write_text("id,site,title,salary\n" + rows, encoding="utf-8")
    payband("clean", "ids.csv", "-o", "out.csv")
    said = json.loads(payband("explain", "1058", "--export", "out.csv", "--json").stdout)
    assert said["received"]["salary_text"] == "70k EUR"
    several = payband("explain", "1057", "--export", "out.csv", code=2).stderr
    assert "1057 is the source_key of several postings of out.csv: " in several
    assert "(indeed), " in several
    none = payband("explain", "1059", "--export", "out.csv", code=2).stderr
    assert "out.csv has no posting 1059, by posting_id or source_key" in none
    wrong = payband("explain", "Pay/year/country=DE", "--export", "out.csv", code=2).stderr
    assert "is no id of a figure" in wrong


def test_a_table_was_collected_on_no_day_of_the_future(payband, table):
    refused = payband("clean", "jobs.csv", "-o", "out.csv", "--as-of", "2099-01-01", code=2)
    assert "2099-01-01 is in the future; today is 20" in refused.stderr
    assert not (table / "out.csv").exists()


REASONS = (
    (
        "Data Engineer",
        "Acorn Lane",
        "London, UK",
        "\u00a3500 a day outside IR35",
        "in a table apart: B2B",
    ),
    ("ML Engineer", "Brackwater", "Austin, TX", "$70 an hour C2C", "in a table apart: B2B"),
    ("Data Scientist", "Corvane", "Berlin, Germany", "3.000 \u20ac netto im Monat", "no: net pay"),
    (
        "Data Analyst",
        "Dunmere",
        "London, UK",
        "\u00a360,000 pro rata",
        "no: part time and pro rata",
    ),
    ("Office Manager", "Elmhart", "Berlin, Germany", "\u20ac50,000 a year", "no: not about AI"),
    (
        "AI Engineer",
        "Farrow",
        "Berlin, Germany; London, UK",
        "\u20ac60,000 a year",
        "no: open in several",
    ),
    ("", "Garrick", "Berlin, Germany", "\u20ac60,000 a year", "no: no title"),
    (
        "Wizard of Light",
        "Hallow",
        "Berlin, Germany",
        "\u20ac60,000 a year",
        "no: not known to be about",
    ),
    ("Data Engineer", "", "Berlin, Germany", "\u20ac60,000 a year", "no: no employer named"),
    ("Data Architect", "Ivers", "Berlin, Germany", "\u20ac60,000 a year", "yes: its pay is in"),
)


def test_a_row_is_explained_by_the_rules_of_the_report(payband, table):
    with (table / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("title", "company", "location", "salary"), *(row[:4] for row in REASONS)]
        )
    payband("clean", "mine.csv", "-o", "mine-clean.csv", "--as-of", "2026-09-30")
    for row, (*_, why) in zip(rows(table / "mine-clean.csv"), REASONS, strict=True):
        said = payband("explain", row["posting_id"], "--export", "mine-clean.csv", "--json").stdout
        told = json.loads(said)
        assert told["in statistics"].startswith(why)
        assert bool(told["figures"]["counted"]) == why.startswith("yes")
    payband("report", "--export", "mine-clean.csv", "-o", "mine-report.html")
    people = json.loads((table / "mine-report.json").read_text("utf-8"))["population"]
    left = {reason: n for reason, n in people["left_out"].items() if n}
    assert left == dict.fromkeys(
        ("no_title", "not_about", "not_known", "no_employer", "several_countries"), 1
    )
