"""Day rates of British contracts are a table of their own, whichever way they are written."""

import pandas as pd
import pytest

import payband
from pipeline.figures.population import population
from pipeline.publish.report.job_source import exported_jobs
from pipeline.publish.report.salary_feed import currencies


@pytest.mark.parametrize(
    "rate",
    [
        "£400 per day outside IR35",
        "£400 per day inside IR35",
        "£400/day, Outside IR35",
        "£400 a day (IR35: Inside)",
        "£400 per day, IR35 status: Outside",
        "£400 p/d, contract",
    ],
)
def test_a_day_rate_of_a_contract_is_kept_apart(tmp_path, rate):
    assert _reason(tmp_path, rate) == "contract_day"


def test_a_day_rate_without_a_word_of_a_contract_counts_by_the_year(tmp_path):
    assert _reason(tmp_path, "£400 per day") is None


def _reason(folder, rate):
    row = {"title": "ML Engineer", "company": "Tarn Ltd", "country": "GB", "salary": rate}
    out = payband.clean_frame(pd.DataFrame([{**row, "posted": "2026-09-01"}]))
    out.to_csv(folder / "out.csv", index=False)
    counts = population(exported_jobs(folder / "out.csv").jobs, currencies()).counts
    return next((code for code, count in counts.items() if count), None)
