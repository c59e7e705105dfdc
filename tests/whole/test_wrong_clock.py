"""A clock that is a day off when a run begins: the sites know better, and nothing is closed."""

import time
from datetime import timedelta

import pytest

from pipeline.clock import now
from pipeline.operate.crawls import source_selection as choice
from tests.support.proofs import few

DAY = timedelta(days=1, hours=1)


@pytest.mark.parametrize(("off", "says"), few([(DAY, "25 h ahead of"), (-DAY, "25 h behind")], 0))
def test_a_clock_that_is_a_day_off_closes_nothing(whole, monkeypatch, off, says):
    assert whole.run("lever").exit_code == 0
    whole.site.jobs = whole.site.jobs[:-3]
    time.sleep(1.1)  # times are whole seconds: what was seen in this one is there
    assert whole.run("lever").exit_code == 0
    assert whole.count("posting_life where absent_since is not null") == 3
    before = whole.export()

    monkeypatch.setattr(choice, "now", lambda: now() + off)
    whole.environment["PAYBAND_TEST_CLOCK"] = str(int(off.total_seconds()))
    outcome = whole.run("lever")

    assert outcome.exit_code == 1
    assert f"this machine's clock is {says} the site's" in outcome.failed[0]
    assert whole.count("posting_life where status = 'open'") == 500
    assert whole.export() == before
    monkeypatch.setattr(choice, "now", now)
    whole.environment.clear()
    assert whole.run("lever").exit_code == 0
    assert whole.count("posting_life where status = 'open'") == 500
    for row in whole.rows("select * from run"):
        assert row["started_at"] <= row["finished_at"]
