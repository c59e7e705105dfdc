"""Find and escape control characters: one visible line of text for terminals, logs and keys."""

import json
import unicodedata


def visible(text: str) -> str:
    r"""Return `text` on one line, with an escape for each control character.

    ESC becomes `\x1b` and a line break `\n`; spaces of other widths become plain spaces. Nothing
    in the result moves the cursor, sets a title or reverses the order of letters (CWE-150).
    """
    return text if text.isprintable() else "".join(map(_written_out, text))


def one_line(text: str) -> str:
    r"""Return `text` as a message shows it: line breaks and tabs are spaces, the rest `visible`."""
    return text if text.isprintable() else visible(" ".join(text.replace("\t", " ").splitlines()))


def visible_json(text: str) -> str:
    r"""Return the same JSON, with `\u` escapes for characters that are not visible."""
    return text if text.isprintable() else "".join(map(_json_escaped, text))


def has_control(text: str) -> bool:
    """Return whether a text has a control character (Unicode category Cc), such as a line break."""
    return any(unicodedata.category(char) == "Cc" for char in text)


def is_word(text: str) -> bool:
    """Return whether a text is one word: no spaces, no control characters, not empty."""
    return text.split() == [text] and not has_control(text)


def _json_escaped(char: str) -> str:
    # Outside of its strings, JSON has no other character that is not printable.
    if char == "\n" or char.isprintable():
        return char
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


def _written_out(char: str) -> str:
    if char.isprintable():
        return char
    is_space = unicodedata.category(char) == "Zs"
    return " " if is_space else char.encode("unicode_escape").decode()
