"""What a pay text says of itself (net, B2B, part time) reaches the row and the report."""

import csv
import json
from collections import Counter

from click.testing import CliRunner

from pipeline.cli.main import cli

TEXTS = {
    # text, country, place of the text: net, facts, reason in the report
    "gross": ("65.000 € brutto im Jahr", "DE", "salary", "false", "", None),
    "net": ("15 000 zł netto miesięcznie", "PL", "salary", "true", "", "net"),
    "b2b": ("18 000 - 22 000 zł + VAT (B2B)", "PL", "salary", "", "vat; b2b", "contract_other"),
    "b2b_hour": ("Stawka 120 - 150 zł/h, B2B.", "PL", "description", "", "b2b", "contract_hour"),
    "part_time": ("£25,000 part time", "GB", "salary", "", "part_time", "part_time"),
    "pro_rata": ("£45,000 pro rata", "GB", "salary", "", "pro_rata", "part_time"),
    "pro_rata_told": (
        *("The salary is £28,000 pro rata for three days a week.", "GB", "description"),
        *("", "pro_rata", "part_time"),
    ),
    "foreign": ("$4,000 per month", "UA", "salary", "", "foreign_currency", "other_currency"),
    "plain": ("£60,000 - £70,000", "GB", "salary", "", "", None),
}

TOWNS = {"DE": "Berlin", "PL": "Warsaw", "GB": "London", "UA": "Kyiv"}


def test_a_fact_of_pay_is_on_the_row_and_the_report_keeps_it_apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    enough = [{**_job("plain"), "company": f"Firm {n}"} for n in range(5)]
    _write(tmp_path / "jobs.csv", [_job(name) for name in TEXTS] + enough)
    _run("clean", "jobs.csv", "-o", "out.csv")
    _run("report", "--export", "out.csv", "-o", "r.html")

    rows = _rows(tmp_path / "out.csv")
    found = {r["company"]: (r["salary_status"], r["net"], r["facts"]) for r in rows[: len(TEXTS)]}
    assert found == {name: ("ok", net, facts) for name, (*_, net, facts, _) in TEXTS.items()}
    people = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["population"]
    met = Counter(people["left_out"]) + Counter(people["kept_apart"])
    assert met + Counter(people["without_pay"]) == Counter(why for *_, why in TEXTS.values() if why)


def _job(name):
    text, country, place, *_ = TEXTS[name]
    job = {"title": "Data Engineer", "company": name, "posted": "2026-11-01"}
    where = {"location": TOWNS[country], "country": country}
    return {**job, **where, "salary": "", "description": "", place: text}


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _run(*words):
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
