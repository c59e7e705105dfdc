"""Read the lists of a comment that offer jobs beside those of its header: `Also hiring: …`."""

import re
from collections.abc import Iterator, Sequence

from scrapers.platforms.hackernews.job_names import entries
from scrapers.platforms.hackernews.lists import BULLET, is_entry
from scrapers.platforms.hackernews.opening import Opening, from_entry

_HEAD = re.compile(
    r"(?:^|[.!?]\s+)(?:(?:we(?:['\u2019]re| are| have)?|the team is|and)\s+)?"
    r"(?:(?:also|other|further|additional|more|plus|in addition|and also)\b[^.:!?|]{0,40}?"
    r"\b(?:hiring|hire|open|openings?|roles?|positions?|jobs?|vacanc(?:y|ies)|looking for|seeking"
    r"|recruiting|need|available|wanted|searching for)\b[^.:!?|]{0,40}"
    r"|(?:besides|in addition to|apart from|next to|on top of)\s+(?:these|this|that|those|it|the "
    r"above)[^.:!?|]{0,40}):\s*(.*)$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?:\s|$)")


def headed(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of lists whose head says that they are more: on its line, or below it."""
    return [
        from_entry(common, entry, own)
        for n, line in enumerate(lines)
        if (head := _HEAD.search(line))
        for text, own in _items(head[1], lines[n:])
        for entry in entries(text)
    ]


def _items(rest: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts that may name jobs, each with its line without the sign of a list."""
    if rest.strip():
        text = _END.split(rest, maxsplit=1)[0]
        if is_entry(text):
            yield text, lines[0]
        return
    for line in lines[1:]:
        bullet = BULLET.fullmatch(line)
        item = bullet[1] if bullet else line
        if not is_entry(item):
            return
        yield item, item
