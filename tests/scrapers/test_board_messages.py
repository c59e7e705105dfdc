"""What the message of a board says on the screen."""

from scrapers.board_stats import BoardStats
from scrapers.crawl_stats import CrawlStats


def test_the_reason_of_most_refused_records_is_said():
    stats = CrawlStats()
    for detail in ("TypeError: no such field: loaction", "TypeError: no such field: loaction", "x"):
        stats.refuse("", "unreadable_record", detail, "https://northmoor.example/", {})
    assert stats.board("").message() == (
        "3 records refused (TypeError: no such field: loaction, and 1 other reason)"
    )


def test_a_note_is_said_and_changes_no_state():
    board = BoardStats("", responses=1)
    before = board.state()
    board.note("no link of the page matches")
    assert (board.state(), board.message()) == (before, "no link of the page matches")
