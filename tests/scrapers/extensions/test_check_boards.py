import json

import pytest

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.operate.checkout import BoardState, check_boards, exit_code
from scrapers.extensions.check_boards import verdict

NOWHERE = "http://127.0.0.1:1"  # nobody listens there


def test_each_board_is_asked_once_and_told_apart(tiny, job):
    tiny.board("live", [job(1)], next=["/live/2"])
    tiny.board("link-only", next=["/detail"])
    tiny.board("empty")
    tiny.list_boards(*tiny.tokens(), "gone", "refused", "busy", "down")
    tiny.server.expect_request("/gone").respond_with_data("", 404)
    tiny.server.expect_request("/refused").respond_with_data("", 403)
    tiny.server.expect_request("/busy").respond_with_data("", 429)
    tiny.server.expect_request("/down").respond_with_data("", 500)
    tiny.live(PAYBAND_CHECK=1)
    said = {row["board"]: row for row in map(json.loads, tiny.printed.splitlines())}
    assert {board: row["state"] for board, row in said.items()} == {
        "live": "live",
        "link-only": "live",
        "empty": "empty",
        "gone": "dead",
        "refused": "can't tell",
        "busy": "can't tell",
        "down": "can't tell",
    }
    assert "http_404" in said["gone"]["message"]
    asked = [request.path for request, _ in tiny.server.log]
    assert "/live/2" not in asked
    assert "/detail" not in asked
    assert not tiny.database.exists()


@pytest.mark.parametrize(
    ("message", "state"),
    [
        ("https://a.example/: http_410: HTTP 410", "dead"),
        ("https://a.example/: dns: no such name", "can't tell"),
        ("https://a.example/: timeout: 60 s", "can't tell"),
        ("https://a.example/: connection_refused: nobody listens", "can't tell"),
        ("https://a.example/: http_503: HTTP 503", "can't tell"),
        ("https://a.example/: robots: robots.txt forbids it", "can't tell"),
        (None, "can't tell"),
    ],
)
def test_only_a_clear_answer_makes_a_board_dead(message, state, now):
    row = CrawlRun(run_id="", source="a", board="b", started_at=now, errors=1, message=message)
    row.state = RunState.FAILED
    assert verdict(row) == state


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["live", "empty"], 0),
        (["live", "dead"], 3),
        (["empty", "can't tell"], 3),
        (["dead"], 1),
        (["can't tell"], 1),
        (["dead", "can't tell"], 1),
        (["live", "not asked"], 0),
        ([], 1),
    ],
)
def test_the_exit_code_says_whether_all_are_there(states, code):
    assert exit_code(BoardState("s", "b", state, "") for state in states) == code


def test_a_check_without_a_network_calls_no_board_dead(tiny):
    tiny.list_boards("acme", "beta")
    tiny.live(PAYBAND_CHECK=1, PAYBAND_REACHABLE="", environment={"PAYBAND_TEST_SITE": NOWHERE})
    said = [json.loads(line) for line in tiny.printed.splitlines()]
    assert [(row["board"], row["state"]) for row in said] == [
        ("acme", "can't tell"),
        ("beta", "can't tell"),
    ]


def test_a_check_without_a_contact_asks_nobody():
    with pytest.raises(UsageError, match="set contact"):
        list(check_boards(Settings(), ["ashby"]))


def test_a_check_asks_for_a_board_where_it_is(tmp_path, monkeypatch):
    asked = []

    def lines(words, _environment):
        asked.append(words)
        return []

    monkeypatch.setattr("pipeline.operate.checkout._lines", lines)
    boards = tmp_path / "boards.csv"
    boards.write_text("platform,board,company,country\nashby,acme,A,\nlever,beta,B,\n")
    settings = Settings(contact="a@example.com", boards=boards)
    found = list(check_boards(settings, ["ashby", "lever"], "beta"))
    assert [(state.source, state.state) for state in found] == [("ashby", "not asked")]
    assert [words[5] for words in asked] == ["lever"]
    with pytest.raises(UsageError, match="your boards file has no gamma"):
        list(check_boards(settings, ["ashby", "lever"], "gamma"))


def test_a_check_of_an_unknown_source_is_a_usage_error(payband):
    done = payband("sources", "check", "ahsby", code=2)
    assert "did you mean 'ashby'" in done.stderr
