"""Commands for developers: tools of a checkout, and spiders started as processes."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.identity import user_agent
from pipeline.operate.crawls.board_selection import choose_boards, listed_boards, tokens
from pipeline.operate.crawls.boards import list_name
from pipeline.operate.crawls.crawl import environment

UNASKED = "not asked"


ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    """Return the module tools/`name`.py. Raises UsageError outside of a checkout."""
    if not (ROOT / "tools" / f"{name}.py").is_file():
        raise UsageError("this works only in a checkout of Payband: the tools are not installed")
    return import_module(f"tools.{name}")


@dataclass(frozen=True, slots=True)
class BoardState:
    """A board's state (`live`, `empty`, `dead`, `can't tell` or `not asked`), and the reason."""

    source: str
    board: str
    state: str
    message: str


def read_saved(settings: Settings, source: str, *words_of_page: str) -> int:
    """Print what a spider reads from a saved response, as JSON lines; return the exit code.

    `words_of_page` are those of tools/read_saved.py: file, address, board, and its listing.
    """
    tool("read_saved")
    words = [sys.executable, "-P", "-m", "tools.read_saved", source, *words_of_page]
    return subprocess.run(words, env=environment(settings), check=False).returncode


def check_boards(
    settings: Settings, sources: Iterable[str], boards: str = ""
) -> Iterator[BoardState]:
    """Yield the state of each board of sources; for a source without boards, the reason.

    `boards` names the boards to ask, in every source that has them. Raises UsageError.
    """
    user_agent(settings.contact)
    wanted = tokens(boards)
    asked = choose_boards(listed_boards(settings, sources), wanted, list_name(settings))
    yield from (BoardState(source, "", UNASKED, why) for source, why in asked.unasked.items())
    for source, mine in asked.boards.items():
        words = [sys.executable, "-P", "-m", "scrapy", "crawl", source, "-s", "PAYBAND_CHECK=1"]
        words += ["-s", "PAYBAND_TIED=1", "-s", "LOG_LEVEL=CRITICAL"]  # the state says why
        words += ["-a", f"boards={','.join(mine)}"] if wanted else []
        for line in _lines(words, environment(settings)):
            yield BoardState(source, **json.loads(line))


def _lines(words: list[str], env: dict[str, str]) -> Iterator[str]:
    """Yield the lines a crawl prints; it ends with this process (extensions/parent_watch.py)."""
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env=env, stdin=pipe, stdout=pipe, text=True) as process:
        yield from process.stdout or ()


def exit_code(found: Iterable[BoardState]) -> int:
    """Return 0 where every board exists, 3 where only some do, 1 where none is known to."""
    there = [state.state in ("live", "empty") for state in found if state.state != UNASKED]
    return 0 if all(there) and there else 3 if any(there) else 1
