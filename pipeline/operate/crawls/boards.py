"""Read `boards.csv`: the employers to crawl, one row for each board on a platform."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.input_files import input_file
from pipeline.nearest import hint
from pipeline.rules.codes import country_list, no_country
from pipeline.visible import is_word

SHIPPED = "boards.csv"


@dataclass(frozen=True, slots=True)
class Board:
    """One employer's board on a platform.

    `country` helps to read an ambiguous text such as a bare `$`: ISO 3166 alpha-2, or empty.
    """

    platform: str
    token: str
    company: str = ""
    country: str = ""


COLUMNS = ["platform", "board", "company", "country"]


def load_boards(path: Path | None = None, platforms: Collection[str] = ()) -> tuple[Board, ...]:
    """Return the boards of the user's CSV, or of the shipped one, in the file's order.

    Raises InputError with file, line and field of every row that cannot be used, and of each
    platform that is not in `platforms`, where these are given.
    """
    name = str(path) if path else SHIPPED
    reader = csv.reader(io.StringIO(_text(path)))
    header = next(reader, [])
    if header != COLUMNS:
        raise InputError(f"{name}: the header is {','.join(header)}, must be {','.join(COLUMNS)}")
    boards: dict[tuple[str, str], Board] = {}
    faults: list[str] = []
    for cells in filter(None, reader):
        where = f"{name}, line {reader.line_num}"
        try:
            _add(boards, _board(cells, where), platforms, where)
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError(*faults)
    return tuple(boards.values())


def own_boards(settings: Settings, platforms: Collection[str] = ()) -> tuple[Board, ...]:
    """Return the boards to crawl: of `boards` or the shipped file, then those of `boards_add`.

    A board that both name is the one of `boards_add`. Raises InputError as `load_boards`,
    and UsageError for a file that is not there.
    """
    added = input_file(settings, "boards_add")
    files = (input_file(settings, "boards"), *filter(None, [added]))
    listed = [board for file in files for board in load_boards(file, platforms)]
    return tuple({(board.platform, board.token.casefold()): board for board in listed}.values())


def list_name(settings: Settings) -> str:
    """Return what a message calls the list of `own_boards`."""
    own = settings.boards or settings.boards_add
    return "your boards file" if own else "Payband's list of boards"


def is_token(text: str) -> bool:
    """Return whether a text can be a board's token: one word that can be part of a URL path."""
    return is_word(text) and not any(char in "/?#%:" for char in text)


def _text(path: Path | None) -> str:
    try:
        if path is None:
            return files("scrapers").joinpath(SHIPPED).read_text(encoding="utf-8")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}") from None


def _board(cells: list[str], where: str) -> Board:
    if len(cells) != len(COLUMNS):
        raise InputError(f"{where}: {len(cells)} cells, must be {len(COLUMNS)}")
    board = Board(*(cell.strip() for cell in cells))
    for column, value in (("platform", board.platform), ("board", board.token)):
        if not value:
            raise InputError(f"{where}, {column}: the cell is empty")
    if not is_token(board.token):
        raise InputError(f"{where}, board: {board.token!r} is no board's token")
    if board.country and board.country not in country_list():
        raise InputError(f"{where}, country: {no_country(board.country)}")
    return board


def _add(
    boards: dict[tuple[str, str], Board], board: Board, platforms: Collection[str], where: str
) -> None:
    _check_platform(board, platforms, where)
    key = (board.platform, board.token.casefold())
    if key in boards:
        raise InputError(f"{where}, board: {board.token} is there twice")
    boards[key] = board


def _check_platform(board: Board, platforms: Collection[str], where: str) -> None:
    if platforms and board.platform not in platforms:
        near = hint(board.platform, sorted(platforms))
        raise InputError(f"{where}, platform: there is no {board.platform!r}; {near}")
