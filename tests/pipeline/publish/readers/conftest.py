"""A store with a hostile text in each field of its postings."""

import pytest

from tests.support.payloads import PAYLOADS


@pytest.fixture
def engine(store, make):
    made = [
        make(f"k{n:03}", (60_000, 70_000), title=text, company=text, skills=("SQL", text))
        for n, text in enumerate(text.replace("\x00", "") for text in PAYLOADS)
    ]
    return store(made)
