"""Normalise the addresses of postings: absolute, http only, without tracking parameters."""

import unicodedata
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

# Query parameters for tracking; they do not change the page.
TRACKING = frozenset(
    {"source", "src", "gh_src", "lever-source", "trk", "gclid", "fbclid", "msclkid"}
)


def absolute(page: str, candidates: Iterable[str]) -> str:
    """Return the first candidate that is an http address, made absolute; else `page` itself.

    It skips a candidate that is a site's front page: that is not the posting's address.
    """
    for candidate in candidates:
        try:
            url = urljoin(page, candidate.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if candidate.strip() and parts.scheme in ("http", "https") and parts.path.strip("/"):
            return url
    return page


def without_tracking(url: str) -> str:
    """Return an address without scheme and tracking parameters, as the key of a posting."""
    parts = urlsplit(url)
    query = urlencode(
        [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not name.lower().startswith("utm_") and name.lower() not in TRACKING
        ]
    )
    kept = parts._replace(
        scheme="", netloc=parts.netloc.lower(), path=parts.path.rstrip("/"), query=query
    )
    return kept.geturl().removeprefix("//")


def company_in(url: str, before: str) -> str:
    """Return the employer's name from the part of an address after `before`; "" if none.

    The address is in lower case: each word gets its first capital back, but not those inside.
    """
    spelt = urlsplit(url).path.partition(before)[2].partition("/")[0]
    return " ".join(word.capitalize() for word in spelt.split("-"))


def slug(*words: str) -> str:
    """Return words as one readable key: lower case, ASCII letters and digits, joined by hyphens.

    It removes accents. A word without any ASCII letter or digit is kept in its own script.
    """
    return "-".join(part for word in words if (part := _slug(word)))


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not _accent(c))
    if not kept.strip():
        kept = "".join(c if c.isalnum() else " " for c in word.casefold())
    return "-".join(kept.split())


def _accent(character: str) -> bool:
    return unicodedata.combining(character) != 0
