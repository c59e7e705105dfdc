import csv
from importlib.resources import files

import pytest

from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.operate.crawls.boards import Board, load_boards, own_boards
from pipeline.rules.sources import platform_of
from scrapers.sources import all_spiders

HEADER = "platform,board,company,country\n"


def boards_file(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_boards_come_in_the_files_order(tmp_path):
    path = boards_file(tmp_path, HEADER + "ashby,zeta,Zeta & Söhne,DE\n\nashby, alpha ,,\n")
    assert load_boards(path) == (
        Board("ashby", "zeta", "Zeta & Söhne", "DE"),
        Board("ashby", "alpha", "", ""),
    )


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path):
    path = boards_file(tmp_path, "\ufeff" + HEADER + '"ashby","acme","Acme, Inc.","US"\n')
    assert load_boards(path) == (Board("ashby", "acme", "Acme, Inc.", "US"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the header is , must be platform,board,company,country"),
        ("board,platform,company,country\n", "the header is board,platform,"),
        (HEADER + "ashby,acme\n", "line 2: 2 cells, must be 4"),
        (HEADER + "ashby,acme,A,US,x\n", "line 2: 5 cells"),
        (HEADER + ",acme,A,US\n", "line 2, platform: the cell is empty"),
        (HEADER + "ashby,one,A,US\nashby, ,A,US\n", "line 3, board: the cell is empty"),
        (HEADER + "ashby,https://jobs.ashbyhq.com/acme,A,US\n", "line 2, board: 'https"),
        (HEADER + "ashby,ac me,A,US\n", "line 2, board: 'ac me' is no board's token"),
        (HEADER + "ashby,acme,A,USA\n", "line 2, country: 'USA' is not an ISO 3166 alpha-2 code"),
        (
            HEADER + "ashby,acme,A,UK\n",
            "line 2, country: 'UK' is not an ISO 3166 alpha-2 code; write GB",
        ),
        (HEADER + "ashby,acme,A,us\n", "line 2, country: 'us'"),
        (HEADER + "ashby,acme,A,US\nashby,Acme,A,US\n", "line 3, board: Acme is there twice"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        load_boards(boards_file(tmp_path, text))
    assert words in str(caught.value)
    assert "mine.csv" in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.csv: No such file"):
        load_boards(tmp_path / "gone.csv")
    (tmp_path / "latin.csv").write_bytes(b"platform,b\xfcro\n")
    with pytest.raises(InputError, match=r"latin\.csv: not UTF-8 at byte 10"):
        load_boards(tmp_path / "latin.csv")


def test_the_shipped_boards_are_many_sorted_and_named():
    boards = load_boards()
    assert len(boards) >= 300
    assert list(boards) == sorted(boards, key=lambda b: (b.platform, b.token))
    assert [b.token for b in boards if not b.company or b.company.endswith(" ")] == []


def test_every_shipped_board_is_on_a_platform_some_spider_crawls():
    platforms = {name: spider.platform for name, spider in all_spiders().items() if spider.platform}
    assert {board.platform for board in load_boards()} <= set(platforms.values())
    assert platform_of() == platforms, "sources/NAME.toml says what the spiders say"


def test_no_employer_is_on_the_same_platform_twice():
    boards = load_boards()
    assert len({(b.platform, b.company.casefold()) for b in boards}) == len(boards)


def test_the_shipped_boards_have_no_stray_blanks():
    with files("scrapers").joinpath("boards.csv").open(encoding="utf-8") as file:
        assert all(cell == cell.strip() for row in csv.reader(file) for cell in row)


def test_boards_that_are_added_come_besides_the_others_and_win(tmp_path):
    (tmp_path / "add.csv").write_text(
        "platform,board,company,country\nashby,newcomer,Newcomer,AT\nashby,ACME,Mine,DE\n"
    )
    mine = boards_file(tmp_path, "platform,board,company,country\nashby,acme,Acme,US\n")
    added = own_boards(Settings(boards=mine, boards_add=tmp_path / "add.csv"))
    assert added == (
        Board("ashby", "ACME", "Mine", "DE"),
        Board("ashby", "newcomer", "Newcomer", "AT"),
    )
    shipped = own_boards(Settings())
    more = own_boards(Settings(boards_add=tmp_path / "add.csv"))
    assert more[: len(shipped)] == shipped
    (tmp_path / "add.csv").write_text("platform,board,company,country\ngreenhuose,x,X,\n")
    with pytest.raises(InputError) as error:
        own_boards(Settings(boards=mine, boards_add=tmp_path / "add.csv"), {"greenhouse", "ashby"})
    assert str(error.value) == (
        f"{tmp_path}/add.csv, line 2, platform: there is no 'greenhuose'; "
        "did you mean 'greenhouse'?"
    )
