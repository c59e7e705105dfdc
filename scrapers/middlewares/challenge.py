"""Recognise challenge pages: a captcha or a login page in place of the requested page."""

import re

from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from pipeline.rules.rows.sources import Challenge
from pipeline.rules.rulebook import read_rules

PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
SMALL = (
    20_000  # characters: challenge pages are short; a longer page with a captcha may be a job page
)


class ChallengeError(IgnoreRequest):
    """The site answered with a challenge page."""

    def __init__(self, marker: str, response: Response) -> None:
        super().__init__(f"a challenge page ({marker!r})")
        self.response = response


def challenge_in(response: Response) -> str:
    """Return the marker that shows a response is a challenge page; "" for any other response."""
    if not isinstance(response, HtmlResponse):
        return ""
    page = response.text[: SMALL + 1].casefold()
    title = _title(page)
    parts = {
        "title": title,
        "login title": title if PASSWORD.search(page) else "",
        "small page": page if len(page) <= SMALL else "",
    }
    rules = read_rules(Challenge)
    return next((r.phrase for r in rules if r.phrase.casefold() in parts[r.use]), "")


def _title(page: str) -> str:
    return page.partition("<title")[2].partition("</title")[0]
