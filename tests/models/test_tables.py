from datetime import timedelta
from typing import Any

import pytest

from models.posting import JobPosting
from models.posting_life import PostingLife
from models.raw import InvalidPostingError, RawPosting, posting_id
from models.record import columns

DAY = timedelta(days=1)
EXPORT = """
posting_id source source_key url company title title_short role role_family level level_from
experience_level ai_relevance
employment_type workplace location city region country remote_from
posted_on closes_on first_seen last_seen
closed_on status repost_of
salary_text salary_min salary_max salary_currency salary_period salary_kind
salary_origin annual_min annual_max annual_min_usd annual_max_usd fx_date salary_status flags
skills education education_required education_fields experience_min experience_max industry language
duplicate_of rules_version pay_of
annual_mid headline_by bands span_min span_max net facts
department equity
"""


def test_the_export_has_the_columns_readers_were_promised_in_their_order():
    assert [c.name for c in columns(JobPosting)] == EXPORT.split()


@pytest.mark.parametrize("record", [JobPosting, RawPosting, PostingLife])
def test_every_column_says_what_it_holds(record):
    assert all(c.doc.endswith(".") for c in columns(record))


def test_a_posting_id_is_the_same_on_any_machine():
    assert posting_id("ashby", "acme:1") == "59525027ef4721fd"
    assert posting_id("a", "bc") != posting_id("ab", "c")


@pytest.mark.parametrize("field", ["source", "source_key", "url", "title"])
def test_a_raw_posting_without_what_every_posting_has_is_refused(field):
    said: Any = {"source": "a", "source_key": "1", "url": "https://example.com", "title": "T"}
    assert RawPosting(**said).require().title == "T"
    with pytest.raises(InvalidPostingError, match=f"{field} is empty"):
        RawPosting(**(said | {field: " "})).require()
