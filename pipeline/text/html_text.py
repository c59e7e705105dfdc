"""Convert HTML to text: one line for each paragraph, list item and table cell."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

LONGEST = 1_000_000
"""Characters of HTML that are read."""
DEEPEST = 500
"""Levels of nesting that a real page needs. The parser's time grows with their square."""
LONG_TAG = re.compile(r"<[a-z/][^<>]{20000,}>", re.IGNORECASE)
"""A tag so long that the parser would be slow: many attributes, or an inlined image."""
TAGS = 2_000
"""The depth is counted only from this many tags on. Fewer tags are never slow."""

BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|form|"
    "h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
INLINE = (
    "a|abbr|b|big|body|button|code|em|font|head|html|i|iframe|img|input|label|link|mark|meta|"
    "noscript|s|script|small|span|strike|strong|style|sub|sup|svg|template|title|tt|u|video"
)
BLOCK_TAG = re.compile(rf"<(?=/?[a-z])/?(?:{BLOCKS})(?![\w-])[^<>]*>", re.IGNORECASE)
# The lookahead skips the long list of names where no name begins: `<<<<<`.
TAG = re.compile(rf"<(?=/?[a-z])/?(?:{BLOCKS}|{INLINE})(?![\w-])[^<>]*>|<!--", re.IGNORECASE)
ESCAPED_TAG = re.compile(
    rf"&(?:amp;)?lt;/?(?:{BLOCKS}|{INLINE})(?![\w-])[^<>&]{{0,300}}&(?:amp;)?gt;", re.IGNORECASE
)
ANY_TAG = re.compile(r"<(/?)[a-z][^<>]*?(/?)>", re.IGNORECASE)
VOID = re.compile(r"<(?:area|br|col|embed|hr|img|input|link|meta|source|wbr)\b", re.IGNORECASE)
SILENT = ["script", "style", "template", "noscript", "iframe", "svg", "head"]
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def html_to_text(source: str) -> str:
    """Return the text of HTML, escaped HTML or plain text, in lines. `3 < 4` is unchanged."""
    source = _unescaped_tags(source[:LONGEST])
    if not TAG.search(source):
        return unescape(source)
    source = LONG_TAG.sub(" ", source)
    source = BLOCK_TAG.sub(_on_new_line, source)
    if too_deep(source):
        return html.unescape(ANY_TAG.sub("", source))
    tree = LexborHTMLParser(source)
    tree.strip_tags(SILENT)
    return tree.body.text() if tree.body else ""


def _on_new_line(tag: re.Match[str]) -> str:
    return "\n" + tag[0]


def unescape(text: str) -> str:
    """Return text with its HTML entities decoded, at most twice."""
    for _ in range(2):
        if not ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def too_deep(source: str) -> bool:
    """Return whether tags are nested deeper than DEEPEST levels."""
    if source.count("<") < TAGS:
        return False
    depth = deepest = 0
    for match in ANY_TAG.finditer(source):
        if match[1]:
            depth = max(0, depth - 1)
        elif not match[2] and not VOID.match(match[0]):
            depth += 1
            deepest = max(deepest, depth)
    return deepest > DEEPEST


def _unescaped_tags(source: str) -> str:
    """Return the HTML with its tags unescaped if they were escaped once or twice."""
    for _ in range(2):
        if TAG.search(source) or not ESCAPED_TAG.search(source):
            break
        source = html.unescape(source)
    return source
