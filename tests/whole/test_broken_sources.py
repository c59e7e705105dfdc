"""A source that is empty, closed, or shows something else: nothing is closed, the export stays.

Each case runs the real crawl of each kind of source, on a store that knows 500 open postings of it
and six healthy runs.
"""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, insert, select

from models.tables import source_run
from tests.whole.conftest import KINDS, Whole, nearby
from tests.whole.site_of_jobs import Site

LOGIN = "<html><body><form action='/login'><input type='password' name='p'></form></body></html>"
MOMENT = (
    "<html><head><title>Just a moment...</title></head><body>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script></body></html>"
)
RENAMED = {
    "lever": ('"text":', '"heading":'),
    "personio": ("position>", "opening>"),
    "careers": ('"JobPosting"', '"WorkOffer"'),
}


def show_none(site, _kind):
    site.jobs = []


def show_login(site, _kind):
    site.answer = (LOGIN, 200, {"Content-Type": "text/html"})


def show_challenge(site, _kind):
    site.answer = (MOMENT, 200, {"Content-Type": "text/html"})


def show_a_part(site, _kind):
    site.jobs = site.jobs[:150]


def show_a_list(site, _kind):
    site.answer = ("[]", 200, {"Content-Type": "application/json"})


def rename(site, kind):
    site.rename = lambda text: text.replace(*RENAMED[kind])


def break_page_two(site, kind):
    pages = range(5) if kind == "personio" else (1,)  # a feed has no second page
    site.broken = frozenset(pages)


def close_by_robots(site, _kind):
    site.robots = (200, "User-agent: *\nDisallow: /\n")


# What the source's state is then, for each kind, and what the message says.
CASES = [
    (show_none, ("empty", "empty", "empty"), "lists nothing"),
    (show_login, ("failed", "failed", "empty"), ""),
    (show_challenge, ("blocked", "blocked", "blocked"), "challenge"),
    (show_a_part, ("held", "held", "held"), "150 postings seen; the median of its last 5 healthy"),
    (show_a_list, ("empty", "failed", "empty"), ""),
    (rename, ("partial", "empty", "empty"), ""),
    (break_page_two, ("partial", "failed", "partial"), "http_500"),
    (close_by_robots, ("failed", "failed", "failed"), "robots"),
]


@pytest.fixture(scope="module")
def seeded(prefork, make_httpserver, tmp_path_factory):
    """Return the folder of a store after six healthy runs of three sources."""
    folder = tmp_path_factory.mktemp("seeded")
    with nearby(Whole(prefork, Site(make_httpserver, 500), folder)) as whole:
        assert whole.run().exit_code == 0
        engine = create_engine(whole.settings.database_url)
        with engine.begin() as connection:
            found = [dict(row) for row in connection.execute(select(source_run)).mappings()]
            for days in range(1, 6):
                at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
                said = {"run_id": f"{at:%Y%m%dT%H%M%SZ}-1", "at": at}
                connection.execute(insert(source_run), [row | said for row in found])
        engine.dispose()
    return folder


@pytest.fixture
def healthy(seeded, whole):
    for name in ("payband.db", "exports", "reports"):
        copy = shutil.copytree if (seeded / name).is_dir() else shutil.copy
        copy(seeded / name, whole.folder / name)
    assert whole.count("source_run where state = 'healthy'") == 6 * len(KINDS)
    return whole


def test_a_board_that_fails_keeps_its_postings_and_the_others_are_published(healthy):
    before = healthy.export()
    healthy.site.broken = frozenset({1})
    outcome = healthy.run("personio")
    assert (outcome.exit_code, outcome.failed) == (3, [])
    assert healthy.count("posting_life where status = 'open'") == 1500
    assert len(healthy.export().splitlines()) == len(before.splitlines())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("breaks", "states", "says"), CASES, ids=lambda case: getattr(case, "__name__", "")
)
def test_nothing_is_closed_and_the_export_stays(healthy, kind, breaks, states, says):
    before = healthy.export()
    breaks(healthy.site, kind)

    outcome = healthy.run(kind)

    (now,) = healthy.rows("select * from source_run order by at desc, run_id desc limit 1")
    assert (now["source"], now["state"]) == (kind, states[KINDS.index(kind)])
    assert outcome.exit_code != 0
    assert healthy.count("posting_life where status = 'open'") == 1500
    assert healthy.count("sighting") == 1500
    assert healthy.export() == before
    told = outcome.failed + outcome.held
    assert len(told) == 1, "one clear message"
    assert told[0].startswith(f"{kind}: ")
    assert says in told[0]
    assert told[0] in str(now["message"])
