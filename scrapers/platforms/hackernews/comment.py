"""Read a "Who is hiring?" comment: employer, jobs, places and pay.

Most comments begin with a line such as `Company | Job | Place | REMOTE | $pay`, in any order
after the company. Some have fields (`Company: …`), and some are only sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from w3lib.html import remove_tags, replace_entities

from scrapers.platforms.hackernews.further import also, each_header, headed, header_jobs, of_general
from scrapers.platforms.hackernews.header import Header, read_header
from scrapers.platforms.hackernews.job_details.by_bracket import by_bracket, without_fields
from scrapers.platforms.hackernews.job_details.by_heading import by_heading
from scrapers.platforms.hackernews.job_details.by_level import by_level
from scrapers.platforms.hackernews.job_details.by_number import by_number
from scrapers.platforms.hackernews.job_details.own_pay import with_own_pay
from scrapers.platforms.hackernews.job_details.pay_of_all import with_pay_of_all
from scrapers.platforms.hackernews.job_names import job_name
from scrapers.platforms.hackernews.last_resort import alone
from scrapers.platforms.hackernews.list_marks import unmarked
from scrapers.platforms.hackernews.lists import (
    fields,
    has_bars,
    is_entry,
    line_job,
    listed,
    paid,
    told,
)
from scrapers.platforms.hackernews.no_offer import is_filled, is_seeker
from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.other_languages import also_offered, offered
from scrapers.platforms.hackernews.paired import paired
from scrapers.platforms.hackernews.paragraphs import begun, counted
from scrapers.platforms.hackernews.parallel import beside_known, slashed
from scrapers.platforms.hackernews.same_name import (
    beside,
    distinct,
    exactly_beside,
    with_others,
    with_paired,
)

LONGEST = 30_000  # characters of a comment that are read: ten times the longest known
MOST = 30  # jobs of one comment; the longest known lists have a dozen

_ANCHOR = re.compile(r'<a\s+href="([^"<>]{0,2000})"[^<>]{0,200}>[^<]{0,2000}</a>', re.IGNORECASE)
_CALL = re.compile(
    r"^(?:\[hiring\]|tl;?dr|who (?:we are|are we)|about us)\W*\s(?=\S)", re.IGNORECASE
)
"""What stands before the header itself."""
_PIECE = re.compile(r"(?=<p>|\n)")
_PARAGRAPH = re.compile(r"<p>|<pre>|<br\s*/?>|<li>", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a comment's HTML as text: one line per paragraph, links as their addresses."""
    linked = _ANCHOR.sub(r"\1", text[:LONGEST])
    words = replace_entities(remove_tags(_PARAGRAPH.sub("\n", linked)))
    return words.replace("\uff1a", ": ").replace("\uff5c", " | ")


def seeks_work(text: str) -> bool:
    """Return whether a comment in HTML is by a person who looks for work."""
    return is_seeker(plain(text[:200]))


def roles(text: str) -> list[Opening]:
    """Return the jobs of a comment in HTML; an empty list where it offers no job."""
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    if not lines or seeks_work(text) or is_filled(lines):
        return []
    lines[0] = _CALL.sub("", lines[0]) or lines[0]
    told = each_header(without_fields(lines))
    header = read_header(told)
    jobs = distinct(by_heading(_openings(header, told), lines, header.common.location))
    paid_ = by_bracket(with_own_pay(jobs[:MOST], lines), lines)
    return with_pay_of_all(by_level(by_number(paid_, lines), lines), lines)


def _openings(header: Header, every: Sequence[str]) -> list[Opening]:
    common = header.common
    own = [line_job(common, line) for line in map(unmarked, header.rest) if has_bars(line)]
    own += header_jobs(common, header.rest)
    more = headed(common, header.rest)
    above = ([] if more else of_general(header.jobs, common, header.rest)) or header.jobs
    named = [*above, *own] or listed(common, header.rest) or told(common, every)
    found = with_others(named, paid(common, header.rest)) or fields(common, header.rest)
    found = with_paired(found, paired(common, every))
    found = beside(found, beside_known(common, header.rest))
    found = exactly_beside(found, slashed(common, header.rest))
    found = beside(found, [*begun(common, header.rest), *counted(common, every)])
    found = beside(found, also_offered(common, header.rest))
    found = found or offered(common, header.rest) or alone(common, header.rest, every)
    if found:
        other = [job for job in offered(common, header.rest) if job_name(job.title)]
        found = beside(beside(found, other), more)
        return beside(found, also(common, header.rest))
    # Nothing else is a job: the first segment is the job, and no employer is named.
    if header.sole_job:
        return [replace(common, title=header.sole_job, company="")]
    return [replace(common, title=header.other)] if header.other else []


def description(text: str, role: Opening, among: Sequence[Opening]) -> str:
    """Return a comment's HTML without the lines of its other jobs, which state other pay."""
    others = {line for other in among for line in other.own.splitlines()}
    # A sentence may name several jobs. A line of its own is that of one job.
    others -= {line for line in others if line in role.own.splitlines() or _tells(line, role)}
    return "".join(p for p in _PIECE.split(text) if unmarked(plain(p).strip()) not in others)


def _tells(line: str, role: Opening) -> bool:
    """Return whether a sentence names the job of a role that has no line of its own."""
    return not role.own and role.title in line and not is_entry(line)
