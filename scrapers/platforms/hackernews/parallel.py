"""Find jobs by their place beside known jobs: items of one list, or of one line.

A list may name jobs that no rule knows: `Mainframe Engineer` between a Lead Engineer and a Head of
Architecture. What has the shape of its neighbours and stands among them is a job, too.
"""

import re
from collections.abc import Iterator, Sequence

from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import Entry, job_name, split_list
from scrapers.platforms.hackernews.words.list_marks import BULLET
from scrapers.platforms.hackernews.words.money import PAY
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.vocabulary import LINK

TWO = 2
"""So many known jobs in a comment, and so many items in a list, make its other items jobs."""
LONGEST = 6
"""Words of a job's name at most."""
_END = re.compile(r"\s[-\u2013\u2014]\s|:\s|\s?\||\s\(|\s@\s")
_NAME = re.compile(r"(?:[^\W\d_a-z]|iOS|eBPF|\.NET)[^.!?:;|]*(?:\.NET[^.!?:;|]*)?")
_HEAD = re.compile(r"([^:|/]{2,40}):\s+(?=\S)")
_ENDS = re.compile(r"[a-z]{3}[.!?](?:\s|$)")
"""The end of a sentence."""
_OTHER_HEAD = re.compile(
    r"\b(?:benefits?|perks?|we offer|process|requirements?|you (?:have|bring|need|will)|about you"
    r"|stack|steps)\b[^.]{0,20}$",
    re.IGNORECASE,
)
"""The line above a list of something else."""
_BOLD = re.compile(r"\*+[^*]+\*+:?")
_COLUMN = re.compile(r"(?:job|role|position|title|location|pay|salary)s?", re.IGNORECASE)
"""The head of a table's column."""
_NO_JOB = re.compile(
    r"(?:something|anything|anyone|others?|you|your|and|the|what|we)\b", re.IGNORECASE
)
"""Words that begin no job's name."""
_SLASH = re.compile(r"\s//?\s")


def beside_known(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of lists, in which at least half of the items are known to be jobs."""
    blocks = [block for block in _blocks(lines) if len(block) >= TWO]
    known = sum(bool(job_name(item)) for block in blocks for _, item in block)
    if known < TWO:
        return []
    return [
        from_entry(common, Entry(name, item), line)
        for block in blocks
        if 2 * sum(bool(job_name(item)) for _, item in block) >= len(block)
        for line, item in block
        if (name := job_name(item) or _shaped(item))
    ]


def slashed(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs between strokes of a line, at the place that begins it: `YORK: A / B`."""
    found = []
    for line in lines:
        head = _HEAD.match(line)
        place = head[1] if head and read_segment(head[1]).kind == "place" else ""
        parts = [
            part.strip()
            for part in split_list(line[head.end() :] if head and place else line, _SLASH)
        ]
        names = [job_name(part) or _shaped(part) for part in parts]
        if (
            len(parts) < TWO
            or not all(names)
            or not any(map(job_name, parts))
            or _ENDS.search(line)
        ):
            continue
        for name, part in zip(names, parts, strict=True):
            text = f"{part} | {place}" if place else part
            found.append(from_entry(common, Entry(_whole(name, part), text), part))
    return found


def _whole(name: str, part: str) -> str:
    """Return a name with the words behind its comma: `Engineer, Payments`."""
    shaped = _shaped(part)
    return shaped if shaped.startswith(name) else name


def _blocks(lines: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield the items of each list, as line and text: lines with marks, bars, dashes or pay."""
    block: list[tuple[str, str]] = []
    above = ""
    for line in lines:
        bullet = None if _BOLD.fullmatch(line) else BULLET.fullmatch(line)
        if _OTHER_HEAD.search(above) and bullet:
            continue
        barred = "|" in line and not LINK.search(line)
        if bullet or barred or _is_paid(line) or (len(block) >= TWO and _is_name(line)):
            item = bullet[1] if bullet else line
            block.append((item, item))
            continue
        above = line
        if block:
            yield block
            block = []
    if block:
        yield block


def _is_name(line: str) -> bool:
    """Return whether a line is the name of a job alone: `People Operations Manager`."""
    return len(line.split()) <= LONGEST and job_name(line) == line


def _is_paid(line: str) -> bool:
    """Return whether a line is a name and its pay: `Safety Assessor: 85-100k EUR`."""
    pay = PAY.search(line)
    name = line[: pay.start()] if pay else ""
    marked = name.rstrip()[-1:] in {*":(-\u2013\u2014.,"}
    return marked and bool(_shaped(name)) and not _ENDS.search(line)


def _shaped(item: str) -> str:
    """Return the first words of an item if they look like a job's name, or ""."""
    pay = PAY.search(item)
    name = _END.split(item[: pay.start()] if pay else item, maxsplit=1)[0].strip(" ,(-\u2013\u2014")
    short = 0 < len(name.split()) <= LONGEST
    no_job = _NO_JOB.match(name) or _COLUMN.fullmatch(name) or LINK.search(name)
    if not short or no_job or not _NAME.fullmatch(name):
        return ""
    return name if read_segment(name).kind in {"other", "title"} else ""
