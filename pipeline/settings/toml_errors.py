"""Say what is wrong with a TOML file, and the way out. No value is shown: it may be secret."""

import re

_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_LINE = re.compile(r"at line (\d+)")
_CURLY = re.compile("[“”„‘’«»]")  # noqa: RUF001  # the look-alikes are meant
_BARE = re.compile(
    r"[=\[,{]\s*(?![\w.-]+\s*=)(?!(?:true|false|inf|nan)\b)(?:[^\s\"'\[\]{}\d+#=,-]|\d+[A-Za-z])"
)
"""A value that is neither in quotes nor a number, true, false, a list or a table."""

QUOTES = 'put the text in quotes: KEY = "…"'
STRAIGHT = "use straight quotes: \" or '"
UNCLOSED = "a closing quote is missing"
BACKSLASH = (
    "in double quotes a backslash has a meaning: write paths with /, or in single quotes: KEY = '…'"
)
MISSING = "the value is missing: KEY = VALUE"


def explain_toml(text: str, error: ValueError) -> str:
    """Return the words of tomllib's error for this text, and what to do where that is known."""
    todo = _todo(_line(text, str(error)), str(error))
    return f"{error}; {todo}" if todo else str(error)


def _line(text: str, words: str) -> str:
    """Return the line that an error is about: the last one where none is named."""
    lines = text.rstrip().split("\n")
    named = _LINE.search(words)
    return lines[min(int(named[1]), len(lines)) - 1] if named else lines[-1]


def _todo(line: str, words: str) -> str:
    rest = _STRING.sub('""', line)
    if "\\" in line and any(said in words for said in ("Unescaped", "hex value", "surrogate")):
        return BACKSLASH
    if _CURLY.search(rest):
        return STRAIGHT
    if "Illegal character '\\n'" in words or words.startswith(('Expected "\'"', "Unterminated")):
        return UNCLOSED
    if rest.rstrip().endswith("=") or words.startswith("Expected '='"):
        return MISSING
    if "overwrite" in words:
        return "a key or table is there twice"
    return QUOTES if _BARE.search(rest) else ""
