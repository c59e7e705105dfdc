"""Classify the badges of ai-jobs.net and its successors: contract, level, pay, workplace."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

EMPLOYMENT = r"(?:Full|Part)[ -][Tt]ime|Contract|Freelance|Internship|Temporary"
LEVEL = r"(?:Entry|Mid|Senior|Executive)-level(?: / \w+)?"
LEVEL_CODES = "EN|MI|SE|EX"
# The dash may be garbled by a wrong code page (cp874 or cp1252), as the whole page then is.
DASH = "(?:-|\u2013|\u2014|\u0e42\u20ac[\u201c\u201d]|\u00e2\u20ac[\u201c\u201d])"
AMOUNT = r"\d+(?:[.,]\d+)*[KM]?"
PAY = rf"[A-Z]{{3}} ?{AMOUNT}(?: ?{DASH} ?{AMOUNT})?\+?(?: ?\(estimate\))?"

# The only code that the site explains beside it.
WORKPLACE_CODES = {"R": "Remote"}

_KINDS = {
    "employment": re.compile(EMPLOYMENT),
    "level": re.compile(f"{LEVEL}|{LEVEL_CODES}"),
    "salary": re.compile(PAY),
    "workplace": re.compile("|".join(WORKPLACE_CODES)),
}


def facts_of(badges: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """Return the values of a posting's badges by field; badges without a field go to `badges`.

    A badge is its words and whether it is grey; grey pay is the site's own estimate. The field is
    read from the words: the site's versions share no CSS classes, and one version uses the same
    class for pay and for "remote".
    """
    facts: dict[str, Any] = {}
    rest: list[str] = []
    for badge, grey in badges:
        words = " ".join(badge.strip("[] \t\r\n").split())
        kind = next((k for k, pattern in _KINDS.items() if pattern.fullmatch(words)), "")
        if not kind or kind in facts:
            rest.append(words)
            continue
        facts[kind] = WORKPLACE_CODES.get(words, words)
        if kind == "salary":
            facts["is_estimate"] = grey or "(estimate)" in words
    return facts | {"badges": [words for words in rest if words]}


_JOB_PATH = re.compile(r"/(?:job|hiring/jobs)/([^/]*\d[^/]*)/?\Z")


def job_key(url: str) -> str:
    """Return the id of the job at an address, absolute or relative; "" for any other address.

    The id comes first in a path of 2022-23 and last in a later one. A number at the other end
    belongs to the title and is shorter.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = _JOB_PATH.search(parts.path)
    if path is None or parts.scheme not in ("", "http", "https"):
        return ""
    words = path[1].split("-")
    ids = [word for word in (words[-1], words[0]) if word.isdecimal()]
    return max(ids, key=len, default=path[1])
