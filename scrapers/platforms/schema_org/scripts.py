"""Find the script elements of a page, as a browser would run them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"<!--|<script(?=[\s>/])", re.IGNORECASE | re.ASCII)
_CLOSING = re.compile(r"</script", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Script:
    """One script element: its attributes as text, and what stands in it."""

    attributes: str
    body: str

    @property
    def is_json_ld(self) -> bool:
        """Whether the element is declared to hold JSON-LD, with or without parameters."""
        return "ld+json" in html.unescape(self.attributes).casefold()


def scripts(page: str) -> Iterator[Script]:
    """Yield the scripts of a page in order; those inside a comment are not there.

    No tree is built, so that neither depth nor length of a page matters. A script that is
    never closed is none.
    """
    at = 0
    while opening := _OPENING.search(page, at):
        if opening[0] == "<!--":
            # `<!-->` is a whole comment.
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
