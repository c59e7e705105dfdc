"""Put a description together that a source keeps in several fields."""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def as_html(words: str) -> str:
    """Return a text as HTML: plain text escaped, its line ends kept; markup as it is."""
    return words if _TAG.search(words) else html.escape(words).replace("\n", "<br>\n")


def sections(parts: Iterable[tuple[str, str]]) -> str:
    """Return one HTML text of parts, each a plain heading or "", and HTML; empty parts left out."""
    return "\n".join(
        f"<h3>{html.escape(heading.strip())}</h3>\n{body}" if heading.strip() else body
        for heading, body in parts
        if body.strip()
    )
