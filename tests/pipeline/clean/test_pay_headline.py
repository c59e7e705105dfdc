"""Which place in a posting speaks for its pay."""

from typing import Any

from models.raw import PayField, RawPosting
from models.vocab import Flag, Origin, Period, SalaryStatus
from pipeline.clean.pay.pay import pay
from pipeline.clean.stage import Job, Texts

HOURLY = PayField(min="58.5", max="72.25", currency="USD", unit="1 YEAR")


def read(salary="", fields=(), description=""):
    said: Any = {"source": "s", "source_key": "1", "url": "u", "title": "ML Engineer"}
    raw = RawPosting(**said, country="US", salary=salary, salary_fields=fields)
    return pay(Job(raw, Texts(salary=salary, description=description), {"country": "US"}))


def test_figures_said_again_without_the_doubtful_word_stay_flagged():
    values = read("$58.50 - $72.25", (HOURLY,)).values
    assert values["salary_status"] is SalaryStatus.FLAGGED
    assert values["salary_period"] is Period.YEAR
    assert Flag.PERIOD_MISMATCH in values["flags"]


def test_other_figures_in_the_text_speak_where_the_field_is_bogus():
    zeros = PayField(min="1", max="1", currency="USD", unit="YEAR")
    values = read("$120,000 - $150,000 a year", (zeros,)).values
    assert (values["salary_status"], values["salary_origin"]) == (SalaryStatus.OK, Origin.TEXT)
    assert values["salary_min"] == 120000


def test_a_sound_field_comes_before_the_text_and_a_contradiction_is_an_issue():
    field = PayField(min="100000", max="130000", currency="USD", unit="YEAR")
    reading = read("$150,000 - $180,000 a year", (field,))
    assert reading.values["salary_min"] == 100000
    assert [d.code for d in reading.issues] == ["pay_conflict"]
    assert len(reading.bands) == 2
