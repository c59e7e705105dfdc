"""Read the "Featured Job" blocks in articles of ai-jobs.net from their text.

A block is a mark, a title, `@ company | location`, and a line of contract, level and pay. Each
redesign changed the markup around it, but not the words.
"""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag

from scrapers.platforms.aijobs.words import EMPLOYMENT, LEVEL, PAY, job_key

LONGEST = 600  # characters of a block; the page goes on after it
FARTHEST_BAR = 120  # characters from `@` to the `|` that ends a company's name

# A blank that is only there between two elements: `<b>Engineer</b>, AI`.
_LOOSE = re.compile(r" (?=[,;)])")
_MARK = re.compile(r"\bFeatured Job\b")
# A bare number may be a postcode: the terms begin only with a number in thousands or millions.
_FIRST_TERM = re.compile(rf"\b(?:{EMPLOYMENT}|{LEVEL}|[A-Z]{{3}} ?\d+(?:[.,]\d+)*[KM])\b")
_TERMS = re.compile(rf"(?P<employment>{EMPLOYMENT})?\b ?(?P<level>{LEVEL})?\b ?(?P<salary>{PAY})?")


class UnreadableBlockError(ValueError):
    """A block is marked as a featured job but does not have the form of one."""


def featured(page: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the texts that follow each mark on a page, and its links to jobs as text and address.

    `page` is HTML, or plain text.
    """
    # The prefix keeps the parser from taking plain text for a file name or for XML.
    soup = BeautifulSoup(f"<!doctype html>{page}", "lxml")
    text = _words(soup)
    links = [
        (_words(link), str(link["href"]))
        for link in soup.find_all("a", href=True)
        if job_key(str(link["href"]))
    ]
    return [block[:LONGEST].strip() for block in _MARK.split(text)[1:]], links


def _words(element: Tag) -> str:
    text = " ".join(element.get_text(" ").split())
    return _LOOSE.sub("", text)


def read_block(block: str) -> dict[str, Any]:
    """Return a featured job's facts by RawPosting field; raise UnreadableBlockError."""
    first_at = block.find("@")
    bar = block.find("|", max(first_at, 0))
    named = 0 <= bar - first_at <= FARTHEST_BAR
    first = _FIRST_TERM.search(block, bar if named else max(first_at, 0))
    if first_at < 0 or first is None:
        raise UnreadableBlockError("no company, or neither contract, level nor pay")
    at = block.rfind("@", 0, bar if named else first.start())
    company, _, location = block[at + 1 : first.start()].partition("|")
    terms = _TERMS.match(block, first.start())
    facts: dict[str, Any] = {
        "title": _title(block[:at]),
        "company": company.strip(),
        "location": location.strip(),
        **(terms.groupdict("") if terms else {}),
    }
    facts["is_estimate"] = "(estimate)" in facts["salary"]
    if not facts["title"] or not facts["company"]:
        raise UnreadableBlockError("no title or no company")
    return facts


def take_link(facts: dict[str, Any], links: list[tuple[str, str]]) -> str:
    """Remove and return the first link with the title, or title and company, as its text; or ""."""
    for n, (text, href) in enumerate(links):
        if text == facts["title"] or (facts["title"] in text and facts["company"] in text):
            del links[n]
            return href
    return ""


def _title(text: str) -> str:
    """Return a title without the eyes emoji after the mark, also in its garbled form."""
    first, _, rest = text.strip().partition(" ")
    if not any(c.isascii() for c in first) and not first.isalpha():
        return rest.strip()
    return text.strip()
