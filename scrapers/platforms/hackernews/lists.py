"""Read the jobs below the header of a comment: lines, lists and sentences that offer them."""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.header_parts import BESIDE, BETWEEN
from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.paid import paid_entries, paid_fields
from scrapers.platforms.hackernews.words.job_names import (
    Entry,
    entries,
    job_name,
    job_names,
    split_list,
)
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.money import PAY
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.vocabulary import HIRING, OFFERS

TWO = 2
LONGEST = 9
"""Words of a job's name in a list at most. A longer line is a sentence."""
SHORT = 60
"""Characters of a line that is only pay, at most."""
_LIST = re.compile(
    r".*?\b(?:looking for|hiring|roles|positions|openings)\b[^:]{0,60}:\s+(.+)", re.IGNORECASE
)
# The team before the jobs of a line: `Forecasting: Data Scientist, Data Engineer`.
_TEAM = re.compile(r"^[A-Z][\w &/-]{1,30}:\s+(?=[A-Z])")
_PLACE_FIRST = re.compile(r"([^\u2013\u2014:|-]{2,30}?)(?:\s[-\u2013\u2014]|:)\s(?=\S)")
# A sentence that offers jobs, and what stands between them.
_OFFER = re.compile(
    rf"{OFFERS}\s+(?:(?:for )?(?:\d|two|three|four|several|multiple) (?:people|roles|positions)"
    r"[^:.]{0,40}:\s+)?((?:(?:an?|our|the|one|two|three|four|several)\s|[\w.+#-]+s,\s"
    r"|(?:[\w.+#-]+\s){1,4}?\w+s(?:,\s|\sand\s)).{3,400})",
    re.IGNORECASE,
)
NEXT_JOB = re.compile(
    r",?\s+(?:and|or|plus|as well as)\s+(?:also\s+|for\s+)?(?:(?:an?|one|two|three)\s+|(?=[A-Z]))"
    r"|,\s+(?:(?:an?|one|two|three)\s+|(?=[A-Z]|(?:[\w.+#-]+\s){0,3}\w+s(?:,|\sand\s)))"
)
"""What stands between the jobs of a sentence."""
_TEXT = re.compile(r"\s[\u2013\u2014\u2022\u00b7-]\s")
_REASON = re.compile(r"\s(?:who(?:['\u2019]\w+)?|(?<!up )to|for|in|at|with|that|based)\s|[.!?]\s")
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])")
# What the name of a job never has: the end of a sentence.
_IS_SENTENCE = re.compile(r"\w{4}[.!?]\s[A-Z]")
# A sentence that tells how somebody was hired or looks for a job, or that asks.
_ANECDOTE = re.compile(
    r"\b(?:was|were|been|got)\s+(?:hired|rejected|laid off|interviewed)\b|\bapplied (?:to|for|at)\b"
    r"|\b(?:looking for|seeking)\s+(?:a\s+)?(?:new\s+)?(?:job|role|position|work)\b"
    r"|\b(?:isn['\u2019]t|not|aren['\u2019]t|stopped|no longer|anyone|anybody)\s+(?:hiring|looking)"
    r"|^(?:is|are|does|do|any|how|where|who|can|has)\b[^.!]*\?$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:^|(?<=[.!?]\s))(?:is|are|does|do|any|how|where|who|can|has)\b[^.!?]*\?(?:\s|$)",
    re.IGNORECASE,
)


def has_bars(line: str) -> bool:
    """Return whether a line is a job with its values between bars."""
    return "|" in line and bool(job_name(line))


def line_job(common: Opening, line: str) -> Opening:
    """Return the job that a separate line states, with its values between bars."""
    return from_entry(common, Entry(job_name(line), line), line)


def listed(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of the lines that name one job each, or of a line that lists several."""
    found: list[Opening] = []
    for line, after in zip(lines, [*lines[1:], ""][: len(lines)], strict=True):
        pay = after if PAY.match(after) or read_segment(after).kind == "salary" else ""
        pay = pay if len(after) <= SHORT else ""
        found += [_with_pay(common, entry, line, pay) for entry in _entries(line)]
    return found


def fields(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the fields of work that lines give pay for: `Backend: $180-220k`."""
    return [from_entry(common, e, line) for line, e in paid_fields(list(map(unmarked, lines)))]


def _with_pay(common: Opening, entry: Entry, line: str, pay: str) -> Opening:
    """Return a job of a line, with the pay of the next line where that is all of it."""
    own = unmarked(line)
    if not pay or read_segment(entry.text).salary:
        return from_entry(common, entry, own)
    return from_entry(common, Entry(entry.name, f"{entry.name}: {pay}"), f"{own}\n{pay}")


def _entries(line: str) -> list[Entry]:
    if listing := _LIST.fullmatch(line):
        parts = BETWEEN.split(listing[1].rstrip("."))
        return [entry for part in parts if is_entry(part) for entry in entries(part)]
    line = without_text(line)
    entry = placed(unmarked(_TEAM.sub("", line) if not paid_entries(line) else line))
    if not is_entry(entry):
        return []
    both = one_of_two(entry) if unmarked(line) != line else ""
    return [Entry(both, entry)] if both else entries(entry)


def without_text(line: str) -> str:
    """Return an item without what it tells of its job behind a dash or a point.

    `AI Engineer — agents, assistants` is one job. A place, pay or another job stays.
    """
    for sign in _TEXT.finditer(line):
        head, text = line[: sign.start()], line[sign.end() :]
        if _is_told(text) and job_name(unmarked(head)):
            return head
    return line


def _is_told(text: str) -> bool:
    """Return whether a text is a sentence or a list, and neither place, pay nor job."""
    if not (", " in text or text.endswith(".")) or PAY.search(text):
        return False
    first = read_segment(text.split(", ", 1)[0]).kind
    return first not in BESIDE and read_segment(text).kind != "place"


def placed(line: str) -> str:
    """Return a line with the place behind the job where it stands before it: `Riga - Engineer`."""
    first = _PLACE_FIRST.match(line)
    rest = line[first.end() :] if first else ""
    if not first or " / " in rest or not job_name(rest) or read_segment(first[1]).kind != "place":
        return line
    return f"{rest} | {first[1]}"


def one_of_two(text: str) -> str:
    """Return the name of one job with two titles, `Drone Pilot / Field Technician`; else ""."""
    pay = PAY.search(text)
    name = re.split(r"\s?[(|:]", text[: pay.start()] if pay else text)[0].strip(" ,-\u2013\u2014")
    parts = name.split(" / ")
    return name if len(parts) == TWO and all(map(job_name, parts)) else ""


def paid(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs with pay behind their names, in lists and in sentences."""
    offers = [line for line in map(unmarked, lines) if not _ANECDOTE.search(line)]
    found = [(line, entry) for line in offers for entry in _with_unpaid(line, paid_entries(line))]
    return [from_entry(common, entry, line) for line, entry in found]


def _with_unpaid(line: str, paid: list[Entry]) -> list[Entry]:
    """Return the paid jobs of a sentence, and those of its list that have no pay.

    `a Data Scientist (ZAR 800k), an Automation Engineer for the packing line and a Graduate (…)`.
    """
    if len(paid) < TWO or has_bars(line):
        return paid
    names = {entry.name for entry in paid}
    start, end = line.find(paid[0].name), line.rfind(paid[-1].name)
    between = [_REASON.split(part)[0] for part in split_list(line[start:end], NEXT_JOB)]
    more = ((job_name(part), part) for part in between if not PAY.search(part))
    return [*paid, *(Entry(n, p) for n, p in more if n and n not in names and is_entry(p))]


def is_entry(line: str) -> bool:
    """Return whether a line is the name of a job or a list of names, and no sentence."""
    names = job_names(line)
    short = bool(names) and max(len(name.split()) for name in names) <= LONGEST
    return short and not line.rstrip().endswith((".", "!", "?")) and not _IS_SENTENCE.search(line)


def told(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences name, such as "we are hiring a data engineer to …"."""
    offers = [_QUESTION.sub("", line) for line in lines if not _ANECDOTE.search(line)]
    if found := [from_entry(common, entry) for line in offers for entry in _in_sentence(line)]:
        return found
    sentences = (sentence for line in offers for sentence in _SENTENCE.split(line))
    said = (match[1] for sentence in sentences for match in HIRING.finditer(sentence))
    heads = (_REASON.split(words)[0].rstrip(" .,") for words in said)
    named = (entries(head) or entries(head.split(",")[0]) for head in heads)
    return [
        from_entry(common, entry)
        for found in named
        for entry in found
        if " " in entry.name and is_entry(entry.name)
    ]


def _unknown(part: str) -> str:
    """Return a part of an offer that names no known job; "" for a place, terms or pay."""
    name = part.strip(" .,")
    stated = read_segment(name.split(", ", 1)[0]).kind in BESIDE
    return "" if stated or PAY.search(name) else name


def _in_sentence(line: str) -> list[Entry]:
    """Return the jobs that one sentence lists: `hiring a Data Engineer ($90k) and an Analyst`."""
    for match in _OFFER.finditer(line):
        offered = re.split(r"[.!?](?:\s|$)", match[1], maxsplit=1)[0]
        parts = list(split_list(offered, NEXT_JOB))
        names = [job_name(_REASON.split(part)[0]) for part in parts]
        if len(names) > 1 and sum(map(bool, names)) > 1:
            listed = ((n or _unknown(p), p) for n, p in zip(names, parts, strict=True))
            return [Entry(n, _REASON.split(p)[0]) for n, p in listed if n]
    return []
