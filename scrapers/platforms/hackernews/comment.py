"""Read a "Who is hiring?" comment: employer, jobs, places and pay.

Most comments begin with a line such as `Company | Job | Place | REMOTE | $pay`, in any order
after the company. Some have fields (`Company: …`), and some are only sentences.
"""

import re
from collections.abc import Sequence

from w3lib.html import remove_tags, replace_entities

from scrapers.platforms.hackernews.further import each_header
from scrapers.platforms.hackernews.header import read_header
from scrapers.platforms.hackernews.job_details.by_bracket import by_bracket, without_fields
from scrapers.platforms.hackernews.job_details.by_heading import by_heading
from scrapers.platforms.hackernews.job_details.by_level import by_level
from scrapers.platforms.hackernews.job_details.by_number import by_number
from scrapers.platforms.hackernews.job_details.by_place import by_place
from scrapers.platforms.hackernews.job_details.by_words import by_words
from scrapers.platforms.hackernews.job_details.in_order import in_order
from scrapers.platforms.hackernews.job_details.own_pay import with_own_pay
from scrapers.platforms.hackernews.job_details.pay_of_all import with_pay_of_all
from scrapers.platforms.hackernews.lists import is_entry
from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.openings import openings
from scrapers.platforms.hackernews.same_name import distinct
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.no_offer import is_filled, is_seeker
from scrapers.platforms.hackernews.words.unit_of_all import with_unit

LONGEST = 30_000  # characters of a comment that are read: ten times the longest known
MOST = 30  # jobs of one comment; the longest known lists have a dozen

_ANCHOR = re.compile(r'<a\s+href="([^"<>]{0,2000})"[^<>]{0,200}>[^<]{0,2000}</a>', re.IGNORECASE)
_CALL = re.compile(
    r"^(?:\[hiring\]|tl;?dr|who (?:we are|are we)|about us)\W*\s(?=\S)", re.IGNORECASE
)
"""What stands before the header itself."""
_PIECE = re.compile(r"(?=<p>|\n)")
_PARAGRAPH = re.compile(r"<p>|<pre>|<br\s*/?>|<li>", re.IGNORECASE)
_ARROW = re.compile(r"(?<=[\dkK])\s?(?:\u2192|->|\u21d2)\s?(?=(?:[A-Z]{1,3})?[^\w\s]?\d)")
"""An arrow between two figures: `$140k \u2192 $165k`."""


def plain(text: str) -> str:
    """Return a comment's HTML as text: one line per paragraph, links as their addresses."""
    linked = _ANCHOR.sub(r"\1", text[:LONGEST])
    words = replace_entities(remove_tags(_PARAGRAPH.sub("\n", linked)))
    return _ARROW.sub(" - ", words.replace("\uff1a", ": ").replace("\uff5c", " | "))


def seeks_work(text: str) -> bool:
    """Return whether a comment in HTML is by a person who looks for work."""
    return is_seeker(plain(text[:200]))


def roles(text: str) -> list[Opening]:
    """Return the jobs of a comment in HTML; an empty list where it offers no job."""
    lines = with_unit([line.strip() for line in plain(text).splitlines() if line.strip()])
    if not lines or seeks_work(text) or is_filled(lines):
        return []
    lines[0] = _CALL.sub("", lines[0]) or lines[0]
    told = each_header(without_fields(lines))
    header = read_header(told)
    jobs = distinct(by_heading(openings(header, told), lines, header.common.location))
    paid_ = by_bracket(with_own_pay(jobs[:MOST], lines), lines)
    paid_ = by_words(in_order(paid_, lines), lines)
    return with_pay_of_all(by_level(by_place(by_number(paid_, lines), lines), lines), lines)


def description(text: str, role: Opening, among: Sequence[Opening]) -> str:
    """Return a comment's HTML without the lines of its other jobs, which state other pay."""
    others = {line for other in among for line in other.own.splitlines()}
    # A sentence may name several jobs. A line of its own is that of one job.
    others -= {line for line in others if line in role.own.splitlines() or _tells(line, role)}
    first, *rest = _PIECE.split(text)
    kept = [p for p in rest if unmarked(plain(p).strip()) not in others]
    return "".join([*([] if _is_of_others(plain(first), role, among) else [first]), *kept])


def _is_of_others(header: str, role: Opening, among: Sequence[Opening]) -> bool:
    """Return whether a header states pay, and only for other jobs."""
    paid = (o.salary for o in among if not o.own)
    return not role.salary and any(pay and pay in header for pay in paid)


def _tells(line: str, role: Opening) -> bool:
    """Return whether a sentence names the job of a role that has no line of its own."""
    return not role.own and role.title in line and not is_entry(line)
