"""Read a job's page of ai-jobs.net and its successors, in the three markups it has had."""

import re
from typing import Any

from parsel import Selector

from scrapers.platforms.aijobs.words import facts_of
from scrapers.readers.page_words import badges, words

_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_PUBLISHED = re.compile(r"Published: (\S+)")


def detail(page: Selector) -> dict[str, Any]:
    """Return the facts of a job's page by RawPosting field, and its other values."""
    if page.css(".head-fluid"):
        return _head_fluid(page)
    return _monospace(page) if page.css("h1.font-monospace") else _terminal(page)


def _head_fluid(page: Selector) -> dict[str, Any]:
    """Return a job of ai-jobs.net, 2022-23."""
    head = page.css(".head-fluid")
    return facts_of(badges(head.css(".badge"))) | {
        "title": words(head.css("h1")),
        "company": words(head.css("h2")[:1]),
        "location": words(head.css("h3")[:1]),
        "description_html": page.css("#job-description").get(""),
    }


def _monospace(page: Selector) -> dict[str, Any]:
    """Return a job of aijobs.net, 2026."""
    sections = page.xpath("//h5 | //h5/following-sibling::*[self::ul or self::p]")
    return facts_of(badges(page.css("span[class*='text-bg-']"))) | {
        "title": words(page.css("h1")),
        "company": company(page),
        "location": words(page.css("div.col > strong")[:1]),
        "posted": words(page.css("span.text-muted")[:1]),
        "description_html": "\n".join(sections.getall()),
    }


def _terminal(page: Selector) -> dict[str, Any]:
    """Return a job of foorilla.com, late 2026: little markup, badges in brackets."""
    text = words([page])
    bracketed = [(badge, False) for badge in _BRACKETED.findall(text)]
    published = _PUBLISHED.search(text)
    found = page.xpath("//em[contains(., 'Found')]")
    sections = page.xpath("//strong[contains(., ':')] | //ul")
    return facts_of(bracketed + badges(page.css("small[class*='text-bg-']"))) | {
        "title": words(page.css("h1, h2, .terminal-title")[:1], but="small"),
        "company": company(page),
        "posted": published[1] if published else words(found[:1]),
        "description_html": "\n".join(sections.getall()),
    }


def company(page: Selector) -> str:
    """Return the employer's name; where the page masks it (`@ M...`), the name in its address.

    The address is in lower case: each word gets its first capital back, but not those inside.
    """
    for link in page.css("a[href*='/company/'], a[href*='/companies/']"):
        shown = words([link]).removeprefix("@").strip()
        if shown and not shown.endswith(("...", "\u2026")):
            return shown
        *names, last = link.attrib["href"].strip("/").rpartition("/")[2].split("-")
        spelt = names if last.isdecimal() else [*names, last]
        return " ".join(word.capitalize() for word in spelt)
    return ""
