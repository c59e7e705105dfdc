import os
from threading import Condition

import pytest
from werkzeug import Response

from pipeline.store.db.database import open_store


class Listing:
    """A listing of so many pages of jobs; it tells which pages were asked for, in order."""

    def __init__(self, pages):
        self.pages = pages
        self.asked: list[int] = []
        self.come = Condition()

    def answer(self, page, said):
        def handler(_request):
            with self.come:
                self.asked.append(page)
                self.come.notify()
            return Response(said, content_type="application/json")

        return handler

    def wait_for(self, pages):
        """Return once so many pages were asked for, in all."""
        with self.come:
            assert self.come.wait_for(lambda: len(self.asked) >= pages, 60)


@pytest.fixture
def store_url(request, tmp_path):
    """Return the URL of an empty database; PAYBAND_TEST_KILLS_ON says of which kind."""
    if os.environ.get("PAYBAND_TEST_KILLS_ON") == "postgresql":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path}/payband.db"


@pytest.fixture
def stored(store_url):
    """Return a store's engine."""
    engine = open_store(store_url)
    yield engine
    engine.dispose()


@pytest.fixture
def listing():
    return Listing
