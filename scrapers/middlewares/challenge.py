"""Tell a page that wants a human, or a password, from the page that was asked for."""

import re
from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from pipeline.rules.rulebook import read_rules

PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
SMALL = 20_000  # characters: challenge pages are short, and job pages may carry a captcha, too


class ChallengeError(IgnoreRequest):
    """A page that asks for a human instead of answering."""

    def __init__(self, marker: str, response: Response) -> None:
        super().__init__(f"a challenge page ({marker!r})")
        self.response = response


@dataclass(frozen=True, slots=True)
class Challenge:
    """What gives a challenge page away.

    Words of its title, of the title of a page with a field for a password, or of a small
    page's source.
    """

    marker: str
    where: str
    example: str


def challenge_in(response: Response) -> str:
    """Return the marker of the challenge page a response is, empty for any other."""
    if not isinstance(response, HtmlResponse):
        return ""
    page = response.text[: SMALL + 1].casefold()
    title = _title(page)
    parts = {
        "title": title,
        "login title": title if PASSWORD.search(page) else "",
        "small page": page if len(page) <= SMALL else "",
    }
    rules = read_rules("challenges.csv", Challenge)
    return next((r.marker for r in rules if r.marker.casefold() in parts[r.where]), "")


def _title(page: str) -> str:
    return page.partition("<title")[2].partition("</title")[0]
