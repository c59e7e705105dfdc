"""Mend what people get wrong when they write JSON by hand or by template."""

import html
import re
from typing import Any

import chompjs

from scrapers.readers.json_text import UnreadableJsonError, read_json

# Every alternative consumes what it began, closed or not: no character is looked at twice.
_TOKEN = re.compile(
    r"""
    (?P<string> " [^"\\]* (?: \\. [^"\\]* )* "? )
  | (?P<junk> \s+ | // [^\n]* | /\* (?: [^*] | \*(?!/) )* (?: \*/ )?
            | <!-- | --> | <!\[CDATA\[ | \]\]> | [;/<>] )
  | (?P<open> [{\[] )
  | (?P<close> [}\]] )
  | (?P<comma> , )
  | (?P<colon> : )
  | (?P<word> [^\s"{}\[\]:,;/<>]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"""\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|('))?""")


def read_mended(text: str) -> Any:
    """Return the value of what should have been JSON; several values come as a list.

    Raises UnreadableJsonError where neither mending nor reading it as JavaScript helps.
    """
    if '"' not in text:
        text = html.unescape(text)
    try:
        values = read_json(mended(text))
    except UnreadableJsonError:
        values = read_javascript(text)
        if not values:
            raise
    if not values:
        raise UnreadableJsonError("empty")
    return values[0] if len(values) == 1 else values


def mended(text: str) -> str:
    """Return `text` as one JSON list of its values.

    Comments, CDATA and HTML comment marks go, as do commas before a bracket; commas that are
    missing between two values are set; a backslash that escapes nothing is taken literally.
    """
    pieces, last = ["["], "open"
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "junk" or (kind == "comma" and last in ("comma", "open")):
            continue
        if kind == "close" and last == "comma":
            pieces.pop()
        if kind in ("string", "word", "open") and last in ("string", "word", "close"):
            pieces.append(",")
        pieces.append(_written(kind, token[0]))
        last = kind
    if last == "comma":
        pieces.pop()
    return "".join((*pieces, "]"))


def _written(kind: str, piece: str) -> str:
    if kind == "word" and piece == "undefined":
        return "null"
    if kind == "string" and "\\" in piece:
        return _ESCAPE.sub(lambda m: m[0] if m[1] else m[2] or r"\\", piece)
    return piece


def read_javascript(text: str) -> list[Any]:
    """Return the object literals in `text`: keys unquoted, quotes single, and so on.

    None where it is no JavaScript either, or only in part: what can't be read must be seen.
    """
    try:
        values = list(chompjs.parse_js_objects(text, loader=read_json))
    except ValueError:
        return []
    return values if str(values).count("@type") == text.count("@type") else []
