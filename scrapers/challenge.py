"""Tell a page that wants a human from the page that was asked for."""

from dataclasses import dataclass

from scrapy.http import HtmlResponse, Response

from pipeline.rules.rulebook import read_rules

SMALL = 20_000  # characters: challenge pages are short, and job pages may carry a captcha, too


@dataclass(frozen=True, slots=True)
class Challenge:
    """What gives a challenge page away: words of its title, or of a small page's source."""

    marker: str
    where: str
    example: str


def challenge_in(response: Response) -> str:
    """Return the marker of the challenge page a response is, empty for any other."""
    if not isinstance(response, HtmlResponse):
        return ""
    page = response.text[: SMALL + 1].casefold()
    parts = {"title": _title(page), "small page": page if len(page) <= SMALL else ""}
    rules = read_rules("challenges.csv", Challenge)
    return next((r.marker for r in rules if r.marker.casefold() in parts[r.where]), "")


def _title(page: str) -> str:
    return page.partition("<title")[2].partition("</title")[0]
