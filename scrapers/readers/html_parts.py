"""Join the parts of a description that a source keeps in several fields."""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def as_html(words: str) -> str:
    """Return a text as HTML: plain text escaped with its line ends kept, markup unchanged."""
    return words if _TAG.search(words) else html.escape(words).replace("\n", "<br>\n")


def sections(parts: Iterable[tuple[str, str]]) -> str:
    """Return one HTML text. A part is a plain heading or "", and HTML; empty parts are left out."""
    return "\n".join(
        f"<h3>{html.escape(heading.strip())}</h3>\n{body}" if heading.strip() else body
        for heading, body in parts
        if body.strip()
    )
