"""`payband salary`, and what `payband explain` says of pay."""

import json
import re

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*words, code=0, stdin=None):
        done = CliRunner().invoke(cli, words, input=stdin)
        assert done.exit_code == code, done.output
        return done

    return invoke


def record(run, *words):
    return json.loads(run("salary", *words, "--json").stdout)


def rows(text):
    """Return the filled cells of every table row that was printed."""
    found = (re.split(r"  +", line) for line in text.splitlines())
    return [cells for cells in found if len(cells) > 1]


def test_everything_read_is_in_the_record(run):
    read = record(run, "€4.000 brutto/Monat", "--country", "DE", "--date", "2024-03-03")

    assert (read["status"], read["headline"], read["issues"]) == ("ok", 0, [])
    assert read["bands"] == [
        {
            "min": 4000,
            "max": 4000,
            "currency": "EUR",
            "currency_inferred": False,
            "period": "month",
            "period_inferred": False,
            "kind": "base",
            "origin": "text",
            "label": None,
            "net": False,
            "months": None,
            "facts": [],
            "evidence": "€4.000 brutto/Monat",
            "span": [0, 19],
            "flags": {},
            "annual_min": 48000,
            "annual_max": 48000,
            "annual_min_usd": 51902.4,
            "annual_max_usd": 51902.4,
            "fx_date": "2024-03-01",
        }
    ]


def test_the_span_says_where_each_band_stands(run):
    text = "$180k-$220k base, $300k OTE"

    bands = record(run, text, "--country", "US")["bands"]

    assert [text[slice(*band["span"])] for band in bands] == ["$180k-$220k base", "$300k OTE"]


def test_tables_show_bands_years_flags_and_issues(run):
    shown = rows(run("salary", "$180k-$220k base, $300k OTE", "--country", "US").stdout)

    inferred = ["USD (inferred)", "year (inferred)"]
    assert ["0 *", "180,000", "220,000", *inferred, "base", "$180k-$220k base"] in shown
    assert ["1", "300,000", "300,000", *inferred, "ote", "$300k OTE"] in shown
    assert ["0", "180,000", "220,000", "180,000", "220,000"] in shown
    assert ["1", "not_base", "the figure is on-target earnings"] in shown
    assert "currency_inferred" in [row[0] for row in shown]


def test_the_founding_case_says_why_it_is_left_out(run):
    text = run("salary", "USD 1111111K - 1111111K").stdout

    assert "Pay: flagged" in text
    flags = {row[1]: row[2] for row in rows(text) if row[1] in ("placeholder", "above_ceiling")}
    assert flags["placeholder"] == "1111111 is typed to fill a field"
    assert flags["above_ceiling"].startswith("1,111,111,000 is above 1,000,000 USD a year: ")
    assert "Floor" not in text
    assert "A year" not in text
    assert "pay_flagged" not in text


@pytest.mark.parametrize(
    ("text", "says"),
    [("Competitive", "Pay: none stated"), ("45", "Pay: stated, but not understood")],
)
def test_no_pay_is_no_error(run, text, says):
    assert says in run("salary", text, "--country", "US").stdout


def test_stdin_is_read_a_line_a_text(run):
    out = run("salary", "-", "--json", "--country", "GB", stdin="£40k\r\n\nup to £50k").stdout

    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["text"] for line in lines] == ["£40k", "", "up to £50k"]
    assert [line["status"] for line in lines] == ["ok", "absent", "ok"]
    assert [b["min"] for line in lines for b in line["bands"]] == [40000, None]


def test_what_is_given_comes_before_guesses(run):
    (band,) = record(run, "9,000", "--currency", "cad", "--period", "month")["bands"]

    assert (band["currency"], band["period"], band["currency_inferred"]) == ("CAD", "month", False)


def test_prose_is_a_description(run):
    text = "We raised $40 million. Salary: $120,000 - $150,000 a year."

    (band,) = record(run, text, "--prose", "--country", "US")["bands"]

    assert (band["min"], band["origin"]) == (120000, "description")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["x", "--country", "ZQ"], "there is no country 'ZQ'; write a name, or a code: DE"),
        (["x", "--currency", "BTC"], "--currency: 'BTC' is not an ISO 4217"),
        (["x", "--period", "decade"], "--period"),
        (["x", "--date", "3.3.2024"], "--date"),
        ([], "Missing argument 'TEXT'"),
    ],
)
def test_a_mistake_is_a_usage_error(run, words, says):
    assert says in run("salary", *words, code=2).stderr


def test_control_characters_do_not_reach_the_terminal(run):
    assert "\x1b" not in run("salary", "\x1b[31m$90k\x07").stdout


def test_a_currency_without_a_rate_says_so(run):
    read = record(run, "25 triệu", "--country", "VN")

    assert ("fx_missing", "VND") in [(d["code"], d["text"]) for d in read["issues"]]
    assert read["bands"][0]["annual_min_usd"] is None


def test_explain_says_why_each_flag_of_each_band_fired(run):
    shown = rows(run("explain", "$180k-$220k gross, $300k OTE", "--country", "US").stdout)

    assert ["$300k OTE", "not_base", "the figure is on-target earnings"] in shown
    assert ["0 *", "180,000", "220,000"] in [row[:3] for row in shown]
    assert "gross" in next(row for row in shown if row[0] == "0 *")
    meanings = {row[0]: row[-1] for row in shown}
    assert meanings["currency_inferred"].startswith("The currency was taken from the country")
