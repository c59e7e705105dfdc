"""The user's aliases of employers in the store: what changes is cleaned and compared again."""

import pytest
from sqlalchemy import select

from models.tables import fingerprint, job_posting, same_job
from pipeline.clean.employer.aliases import Aliases, user_aliases
from pipeline.clean.engine import version_with
from pipeline.fx.rates import SHIPPED
from pipeline.operate.cleaning import clean_store
from pipeline.store.postings.raw import RawStore
from tests.pipeline.store.duplicates.test_jobs import ad

ADS = [
    ad("a", company="Northmoor Analytics"),
    ad("b", company="Valley Water", location="York, United Kingdom"),
]


@pytest.fixture
def store(database_url):
    store = RawStore(database_url, "run-1")
    store.put(ADS)
    yield store
    store.close()


def values(store, column):
    with store.engine.connect() as connection:
        return sorted(connection.execute(select(column)).scalars())


def test_a_changed_file_of_employers_changes_keys_and_jobs(store, tmp_path):
    file = tmp_path / "employers.csv"
    file.write_text("name,alias_of\nValley Water,Northmoor Analytics\n", encoding="utf-8")
    own = user_aliases(file)
    clean_store(store.engine)
    assert values(store, same_job.c.rule) == []
    for aliases, names, rules in (
        (own, ["northmooranalytics"] * 2, ["variant_elsewhere"]),
        (Aliases(), ["northmooranalytics", "valleywater"], []),
    ):
        assert clean_store(store.engine, SHIPPED, aliases).read == 2
        assert values(store, fingerprint.c.company) == names
        assert values(store, same_job.c.rule) == rules
        assert set(values(store, job_posting.c.rules_version)) == {version_with(SHIPPED, aliases)}
        assert clean_store(store.engine, SHIPPED, aliases).read == 0
