"""News that did not arrive, by channel, in a file: the next run sends them again.

A file, and not the store: the store may be what is away. News are noted before they are sent and
crossed out afterwards, so that a run killed in between sends them twice at worst.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.errors import PaybandError
from pipeline.operate.notices.notice import Event, News

MOST = 50
"""News kept for a channel, the newest: a channel that is wrong for good must not grow a file."""

Unsent = dict[str, tuple[News, ...]]


def unsent_news(file: Path) -> Unsent:
    """Return the news that wait, by channel; none where the file is absent or damaged."""
    try:
        found = json.loads(file.read_bytes())
        return {name: tuple(map(_news, news)) for name, news in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def keep_unsent(file: Path, unsent: Mapping[str, Sequence[News]]) -> list[str]:
    """Replace what the file holds; without news there is no file. Return a message if it failed."""
    try:
        if not unsent:
            file.unlink(missing_ok=True)
            return []
        found = {name: [asdict(one) for one in news[-MOST:]] for name, news in unsent.items()}
        with replacing(file) as opened:
            opened.write(json.dumps(found, ensure_ascii=False).encode())
    except (PaybandError, OSError) as error:
        return [f"notices that fail can't be kept: {error}"]
    return []


def _news(found: dict[str, str]) -> News:
    return News(**found | {"event": Event(found["event"])})  # type: ignore[arg-type]  # all are texts
