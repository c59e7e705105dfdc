"""Faults that were put into a table are found, and hardly anything else."""

import pytest

from pipeline.operate.tables.audit import audit_table
from tests.support.planted_table import FAULTS, planted_table


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return each row's fault, the rows that the audit names, and the audit."""
    path = tmp_path_factory.mktemp("planted") / "jobs.csv"
    faults = planted_table(path)
    audit = audit_table(path)
    named = {one.key for one in audit.faults} | {one.key for one in audit.suspects}
    return faults, named, audit


@pytest.mark.parametrize("fault", FAULTS)
def test_95_of_100_of_each_fault_are_found(found, fault):
    faults, named, _audit = found
    mine = [key for key, planted in faults.items() if planted == fault]
    assert len(mine) == 100
    assert sum(key in named for key in mine) >= 95


def test_1_of_100_good_rows_is_named_at_most(found):
    faults, named, _audit = found
    good = [key for key, planted in faults.items() if not planted]
    assert sum(key in named for key in good) <= 0.01 * len(good)


def test_the_medians_after_cleaning_are_close_to_those_of_the_good_rows(found):
    _faults, _named, audit = found
    for move in audit.moves:
        if not move.role:
            usual = {"US": 148_000, "GB": 61_000, "DE": 69_000}[move.country]
            assert move.without_suspects == pytest.approx(usual, rel=0.05)
