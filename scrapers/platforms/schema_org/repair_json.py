"""Repair JSON that was written by hand or by a template: comments, commas, quotes."""

import html
import re
from typing import Any

import chompjs

from scrapers.readers.json_text import UnreadableJsonError, read_json

# Every alternative consumes its text, closed or not, so no character is read twice.
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
    """Return the value of broken JSON; several values are returned as a list.

    Raises UnreadableJsonError where neither repair nor reading as JavaScript helps.
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

    It removes comments, CDATA and HTML comment marks, and commas before a closing bracket. It
    adds missing commas between two values. A backslash that escapes nothing is kept as a
    character.
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
    """Return the JavaScript object literals in `text`: with unquoted keys, single quotes etc.

    Returns an empty list where any part of the text is not JavaScript: the caller reports it.
    """
    try:
        values = list(chompjs.parse_js_objects(text, loader=read_json))
    except ValueError:
        return []
    return values if str(values).count("@type") == text.count("@type") else []
