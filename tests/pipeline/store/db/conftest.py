import pytest


@pytest.fixture
def elsewhere(database_url, postgres_database, tmp_path):
    """Return the URL of another empty database of the same kind."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/elsewhere.db"
        return
    with postgres_database() as url:
        yield url
