"""Turn a description in Markdown into HTML."""

import re
from typing import TYPE_CHECKING

from pipeline.caches import cached_file

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# What plain text does not have: strong words, a heading, a link, or an escaped sign.
MARKDOWN = re.compile(
    r"\*\*\S[^\n]{0,200}?\*\*|^ {0,3}#{1,6} \S|\]\(https?://|\\[-+*_#.!&()\[\]~>$]", re.MULTILINE
)


def is_markdown(text: str) -> bool:
    """Return whether a text is written in Markdown."""
    return MARKDOWN.search(text) is not None


def markdown_to_html(text: str) -> str:
    """Return Markdown as HTML. Line breaks stay, and so do tags of HTML inside."""
    return str(_reader().render(text))


@cached_file
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  # most tables have no Markdown

    # Indented text is seldom code in a job posting.
    return MarkdownIt("commonmark", {"breaks": True}).enable("table").disable("code")
