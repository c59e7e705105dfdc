"""Start what needs Scrapy for a developer's commands, each as a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings
from pipeline.operate.crawl import environment
from pipeline.operate.identity import user_agent


@dataclass(frozen=True, slots=True)
class BoardState:
    """What a board answered: `live`, `empty`, `dead` or `can't tell`, and why."""

    source: str
    board: str
    state: str
    message: str


def read_saved(settings: Settings, source: str, file: Path, url: str, board: str) -> int:
    """Print what a spider makes of a saved response, as JSON lines; return the exit code."""
    words = [sys.executable, "-P", "-m", "scrapers.read_saved", source, str(file), url, board]
    return subprocess.run(words, env=environment(settings), check=False).returncode


def check_boards(
    settings: Settings, sources: Iterable[str], boards: str = ""
) -> Iterator[BoardState]:
    """Yield the state of each board of sources, politely asked for. Raises UsageError."""
    user_agent(settings.contact)
    for source in sources:
        words = [sys.executable, "-P", "-m", "scrapy", "crawl", source, "-s", "PAYBAND_CHECK=1"]
        words += ["-s", "LOG_LEVEL=ERROR", *(["-a", f"boards={boards}"] if boards else [])]
        done = subprocess.run(
            words, env=environment(settings), stdout=subprocess.PIPE, text=True, check=False
        )
        for line in done.stdout.splitlines():
            yield BoardState(source, **json.loads(line))


def exit_code(found: Iterable[BoardState]) -> int:
    """Return 0 where every board is there, 3 where only some are, 1 where none is known to be."""
    there = [state.state in ("live", "empty") for state in found]
    return 0 if all(there) and there else 3 if any(there) else 1
