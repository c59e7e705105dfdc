"""Convert HTML to text: one line for each paragraph, list item and table cell."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

LONGEST = 1_000_000
"""Characters of HTML that are read."""
DEEPEST = 500
"""Levels of nesting that a real page needs. The parser's time grows with their square."""
LONGEST_TAG = 20_000
LONG_TAG = re.compile(rf"<[a-z/][^<>]{{{LONGEST_TAG},}}>", re.IGNORECASE)
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
# Most descriptions have only these tags, with attributes in quotes. Then the text is what is left
# without the tags. Anything else that looks like markup is read by the parser.
ATTRIBUTES = r"""(?:\s+[a-z][\w:-]*(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*\s*/?"""
PLAIN_BLOCK = re.compile(
    rf"<(?=/?[a-z])/?(?:p|li|br|div|ul|ol|h[1-6]|hr|dl|dt|dd|section|article|header|footer|main"
    rf"|aside|blockquote|center){ATTRIBUTES}>",
    re.IGNORECASE,
)
PLAIN_INLINE = re.compile(
    rf"<(?=/?[a-z])/?(?:strong|b|span|em|i|u|a|font|small|sub|sup|code|mark|abbr|s){ATTRIBUTES}>",
    re.IGNORECASE,
)
# The parser and `html.unescape` differ in control characters only. These numbers are none.
VISIBLE = (
    r"(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[6-9]\d|[2-9]\d\d|[1-9]\d{3})\b"
    r"|x(?:2[0-9a-f]|[3-7][0-9a-e]|a[0-9a-f]|20[0-9a-f]{2})\b"
)
MARKUP = re.compile(rf"<[a-z/!?]|&#(?!{VISIBLE})|\x00", re.IGNORECASE)
SILENT = ["script", "style", "template", "noscript", "iframe", "svg", "head"]
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def html_to_text(source: str) -> str:
    """Return the text of HTML, escaped HTML or plain text, in lines. `3 < 4` is unchanged."""
    source = _unescaped_tags(source[:LONGEST])
    if not TAG.search(source):
        return unescape(source)
    source = LONG_TAG.sub(" ", source) if len(source) > LONGEST_TAG else source
    bare = PLAIN_INLINE.sub("", PLAIN_BLOCK.sub("\n", source))
    return _parsed(source) if MARKUP.search(bare) else html.unescape(bare)


def _parsed(source: str) -> str:
    """Return the text of HTML by a parser."""
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
