"""Runs in this process, with the crawl replaced by what it would have left behind."""

import pytest


@pytest.fixture
def no_report(monkeypatch):
    """Let runs write empty reports: test_publication.py, test_still_held.py and tests/whole don't.

    To make one takes as long as the rest of a run of forty postings.
    """
    monkeypatch.setattr("pipeline.operate.publication.write_report", lambda *_given: None)
