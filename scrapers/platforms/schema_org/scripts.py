"""Find the script elements of a page, in the way a browser does."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"<!--|<script(?=[\s>/])", re.IGNORECASE | re.ASCII)
_CLOSING = re.compile(r"</script", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Script:
    """One script element: its attributes as text, and its content."""

    attributes: str
    body: str

    @property
    def is_json_ld(self) -> bool:
        """Return whether the element's type is JSON-LD, with or without parameters."""
        return "ld+json" in html.unescape(self.attributes).casefold()


def scripts(page: str) -> Iterator[Script]:
    """Yield the scripts of a page in order, without those inside a comment.

    It builds no tree, so a deep or long page does no harm. A script that is never closed does
    not count.
    """
    at = 0
    while opening := _OPENING.search(page, at):
        if opening[0] == "<!--":
            # `<!-->` is a complete comment.
            at = page.find("-->", opening.start() + 2)
            if at < 0:
                return
            continue
        tag_end = page.find(">", opening.end())
        closing = _CLOSING.search(page, tag_end + 1) if tag_end >= 0 else None
        if closing is None:
            return
        yield Script(page[opening.end() : tag_end], page[tag_end + 1 : closing.start()])
        at = closing.end()
