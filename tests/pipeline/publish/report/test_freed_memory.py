"""Memory is given back where that is worth a search through all objects."""

import gc

import pytest

from pipeline.publish.report.freed_memory import MANY, give_back


@pytest.mark.parametrize(("jobs", "searches"), [(MANY - 1, 0), (MANY, 1)])
def test_only_a_report_of_many_jobs_searches_for_cycles(monkeypatch, jobs, searches):
    asked = []
    monkeypatch.setattr(gc, "collect", lambda: asked.append(1))
    give_back(jobs)
    assert len(asked) == searches
