from dataclasses import replace
from decimal import Decimal

import pytest

from models.survey import SurveySalary
from models.vocab import Level
from pipeline.store.db.database import open_store
from pipeline.survey.store import DatasetChange, keep_dataset, read_dataset

ONE = SurveySalary(
    dataset="set",
    survey_id="a",
    work_year=2023,
    title="Data Scientist",
    role="Data Scientist",
    level=Level.SENIOR,
    employee_country="US",
    company_country="US",
    company_size="M",
    currency="USD",
    pay_min=Decimal(100),
    pay_max=Decimal("200.5"),
    usd_min=Decimal(100),
    usd_max=Decimal("200.5"),
    is_band=True,
    is_clipped=False,
    times=1,
)
TWO = replace(ONE, survey_id="b", level=None)


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path}/p.db")


def test_what_is_kept_is_read_back(store):
    keep_dataset(store, "set", [TWO, ONE])
    assert read_dataset(store) == [ONE, TWO]


def test_keeping_it_again_changes_nothing(store):
    assert keep_dataset(store, "set", [ONE, TWO]) == DatasetChange(2, 0, 0, 0)
    assert keep_dataset(store, "set", [ONE, TWO]) == DatasetChange(0, 0, 2, 0)


def test_a_snapshot_replaces_the_one_before_and_no_other_data_set(store):
    other = replace(ONE, dataset="other")
    keep_dataset(store, "other", [other])
    keep_dataset(store, "set", [ONE, TWO])
    more = replace(ONE, times=3)
    third = replace(TWO, survey_id="c")
    assert keep_dataset(store, "set", [more, third]) == DatasetChange(1, 1, 0, 1)
    assert read_dataset(store) == [other, more, third]
