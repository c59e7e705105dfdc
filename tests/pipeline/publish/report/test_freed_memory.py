"""Memory is given back where that is worth a search through all objects."""

import gc

import pytest

from pipeline.operate.parallel import freed_texts
from pipeline.operate.parallel.freed_texts import let_texts_go
from pipeline.publish.report.freed_memory import MANY, give_back


@pytest.mark.parametrize(("jobs", "searches"), [(MANY - 1, 0), (MANY, 1)])
def test_only_a_report_of_many_jobs_searches_for_cycles(monkeypatch, jobs, searches):
    asked = []
    monkeypatch.setattr(gc, "collect", lambda: asked.append(1))
    give_back(jobs)
    assert len(asked) == searches


@pytest.mark.parametrize(("rows", "cleared"), [(MANY - 1, []), (MANY, ["readers", MANY])])
def test_only_a_long_table_lets_go_of_the_texts_it_read(monkeypatch, rows, cleared):
    done = list[object]()
    monkeypatch.setattr(freed_texts, "clear_readers", lambda: done.append("readers"))
    monkeypatch.setattr(freed_texts, "give_back", done.append)
    let_texts_go(rows)
    assert done == cleared
