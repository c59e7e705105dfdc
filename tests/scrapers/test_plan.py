from datetime import UTC, datetime

import pytest

from pipeline.archive.warc import Crawl
from pipeline.clock import now
from pipeline.errors import UsageError
from pipeline.operate.crawls.boards import Board
from scrapers.plan import Plan, board_plan, page_plan, replay_plan, told

MONDAY = datetime(2026, 10, 26, 6, tzinfo=UTC)
TUESDAY = datetime(2026, 10, 27, 6, tzinfo=UTC)
ACME = Board("ashby", "acme", "Acme", "US")
BETA = Board("ashby", "beta", "Beta", "")
SOURCE = ("ashby", "ashby")


@pytest.fixture
def own_boards(tmp_path, monkeypatch):
    path = tmp_path / "boards.csv"
    path.write_text(
        "platform,board,company,country\nashby,acme,Acme,US\nlever,acme,Acme,US\nashby,beta,Beta,\n"
    )
    monkeypatch.setenv("PAYBAND_BOARDS", str(path))


@pytest.mark.usefixtures("own_boards")
def test_a_platforms_boards_are_asked():
    plan = board_plan("ashby", [], {"limit": "3"})
    assert plan.boards == (ACME, BETA)
    assert plan.options == {"limit": "3"}
    assert plan.at.tzinfo is UTC
    assert plan.at.microsecond == 0


@pytest.mark.usefixtures("own_boards")
def test_boards_are_chosen_in_the_order_given():
    assert board_plan("ashby", ["beta", "acme"], {}).boards == (BETA, ACME)


@pytest.mark.usefixtures("own_boards")
@pytest.mark.parametrize(
    ("platform", "wanted", "words"),
    [("ashby", ["acne"], "no acne"), ("recruitee", [], "none of recruitee")],
)
def test_an_unknown_board_is_named(platform, wanted, words):
    with pytest.raises(UsageError, match=words):
        board_plan(platform, wanted, {})


def test_pages_need_an_address():
    assert page_plan(["https://a.example/"], {}).urls == ("https://a.example/",)
    with pytest.raises(UsageError, match="urls="):
        page_plan([], {})


@pytest.mark.parametrize("url", ["a.example", "file:///etc/hosts", "https://", "http://[1/"])
def test_what_is_no_address_is_named(url):
    with pytest.raises(UsageError, match="is not a web address") as caught:
        page_plan(["https://a.example/", url], {})
    assert url in str(caught.value)


@pytest.mark.parametrize(
    "plan",
    [
        Plan((ACME, BETA), (), {"limit": "3"}, MONDAY),
        Plan((), ("https://a.example/1", "https://a.example/2"), {}, MONDAY),
    ],
)
def test_a_replay_asks_what_the_crawl_asked(plan):
    assert replay_plan(SOURCE, [], {}, [Crawl("ashby", told(plan), plan.at)]) == plan


def test_a_replay_of_several_crawls_asks_all_of_it():
    crawls = [
        Crawl("ashby", told(Plan((BETA,), (), {"limit": "3"}, TUESDAY)), TUESDAY),
        Crawl("lever", told(Plan((), ("https://x.example/",), {}, MONDAY)), MONDAY),
        Crawl("ashby", told(Plan((ACME, BETA), (), {"limit": "1"}, MONDAY)), MONDAY),
    ]
    plan = replay_plan(SOURCE, [], {"follow": "x"}, crawls)
    assert replay_plan(SOURCE, [], {"limit": "9"}, crawls).options == {"limit": "9"}
    assert set(plan.boards) == {ACME, BETA}
    assert (plan.urls, plan.at) == ((), TUESDAY)
    assert plan.options == {"limit": "3", "follow": "x"}


def test_a_replay_can_be_narrowed():
    crawls = [Crawl("ashby", told(Plan((ACME, BETA), (), {}, MONDAY)), MONDAY)]
    assert replay_plan(SOURCE, ["beta"], {}, crawls).boards == (BETA,)
    with pytest.raises(UsageError, match="the archive has no gamma"):
        replay_plan(SOURCE, ["gamma"], {}, crawls)


def test_an_archive_without_the_source_is_named():
    with pytest.raises(UsageError, match="no crawl of ashby"):
        replay_plan(SOURCE, [], {}, [])


def test_an_archive_that_tells_less_is_read():
    crawl = Crawl("ashby", {"boards": [{"board": "acme"}]}, MONDAY)
    assert replay_plan(SOURCE, [], {}, [crawl]) == Plan((Board("ashby", "acme"),), at=MONDAY)


def test_now_is_what_an_archive_can_keep():
    assert now().microsecond == 0
    assert now().tzinfo is UTC
