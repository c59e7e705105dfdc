"""Read listing pages of ai-jobs.net and its successors, in the three markups they have had."""

from collections.abc import Callable
from typing import Any

from parsel import Selector

from scrapers.platforms.aijobs.words import facts_of
from scrapers.readers.page_words import badges, words

NEXT_PAGE = (
    "button[hx-post*='page=']::attr(hx-post)",  # aijobs.net, 2026
    "li[hx-trigger*='intersect'][hx-get*='page=']::attr(hx-get)",  # foorilla.com
    "a[rel='next']::attr(href)",
)


def rows(page: Selector) -> list[dict[str, Any]]:
    """Return each job of a listing: facts by RawPosting field, `link`, and other values."""
    return [read(row) for css, read in ERAS.items() for row in page.css(css)]


def next_page(page: Selector) -> str:
    """Return the address of the next page as the page states it; "" on the last page."""
    for css in NEXT_PAGE:
        if found := page.css(css).getall():
            return found[-1]
    return ""


def _group_row(row: Selector) -> dict[str, Any]:
    """Return a job of ai-jobs.net, 2022-23."""
    return facts_of(badges(row.css("span.badge"))) | {
        "link": row.attrib.get("href", ""),
        "title": words(row.css("h3")),
        "company": words(row.css(".job-list-item-company")),
        "location": words(row.css(".job-list-item-location")),
    }


def _flex_row(row: Selector) -> dict[str, Any]:
    """Return a job of aijobs.net, 2026."""
    link = row.css("a.font-monospace")
    place = row.css(".text-end > div:not([class])").xpath("./text()")
    return facts_of(badges(row.css("span[class*='text-bg-']:not(.text-bg-primary)"))) | {
        "link": link.attrib.get("href", ""),
        "title": words(link, but="span[contains(@class, 'text-bg-primary')]"),
        "location": words(place),
        "posted": words(row.css(".text-end .text-muted")),
        "tags": [words([tag]) for tag in row.css("span:not([class])")],
        "perks": [words([perk]) for perk in row.css("span.text-success")],
    }


def _terminal_row(row: Selector) -> dict[str, Any]:
    """Return a job of foorilla.com, late 2026."""
    link = row.css("a.terminal-title")
    return facts_of(badges(row.css("small[class], .text-end span"))) | {
        "link": link.attrib.get("hx-get", ""),
        "title": words(link, but="small"),
        "location": words(row.css(".text-end small::text")),
        "posted": words(row.css(".terminal-meta small")),
    }


ERAS: dict[str, Callable[[Selector], dict[str, Any]]] = {
    "#job-list a.list-group-item-action": _group_row,
    "li.d-flex.justify-content-between": _flex_row,
    "li.list-group-item": _terminal_row,
}
