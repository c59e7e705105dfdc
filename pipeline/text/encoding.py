"""Repair mojibake: text that was decoded with a wrong code page. Other text is unchanged."""

import re
from collections.abc import Iterator

from pipeline.caches import cached_file
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.scripts import THAI as THAI_LETTERS

# How UTF-8 looks if decoded as cp1252, Latin-1, cp1251 or Mac Roman: lead byte, then follower.
SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]|\u00c3 |\u00e2\u20ac|\u0432\u0402|\u0420[\u0406\u040e\u00b0]"
    "|\u201a\u00c4|\u00ac[\u00ae\u00a9]"
)
# Where no text has one of these characters, nothing was decoded wrongly: one fast scan.
FIRST = re.compile(f"[{THAI_LETTERS}\u00c2-\u00f4\u0432\u0420\u201a\u00ac]")
THAI = re.compile(f"[{THAI_LETTERS}]")
CONTINUED = re.compile(
    f"[{THAI_LETTERS}][\u0080-\u00ff{THAI_LETTERS}\u2013-\u203a\u20ac\u0152-\u02dc]"
)

# Two Thai letters may be a word (ยก). They are repaired only if the result is a common sign.
SIGNS = frozenset("·«»®©°£±²³½")


def repair_encoding(text: str) -> tuple[str, str | None]:
    """Return (the repaired text, the name of the fault); the fault is None if there was none.

    Only wrong decodings are undone. Curly quotes and similar signs stay unchanged.
    """
    others = beyond_ascii(text)
    if not FIRST.search(others):
        return text, None
    if THAI.search(others):
        repaired = through_cp874(text)
        return (text, None) if repaired is None else (repaired, "utf-8 read as cp874")
    # In `others` more characters are neighbours: what is not suspect there is not suspect here.
    if (SUSPECT.search(others) or "\u00c3 " in text) and SUSPECT.search(text):
        from ftfy import fix_encoding  # noqa: PLC0415  # most texts need no repair

        repaired = fix_encoding(text)
        if repaired == text:  # ftfy judges by letter frequencies, and knows few languages
            repaired = through_cp1252(text)
        return (text, None) if repaired == text else (repaired, "utf-8 read as another code page")
    return text, None


def through_cp1252(text: str) -> str:
    """Return the repaired text if its UTF-8 was decoded as cp1252; else the text unchanged."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def through_cp874(text: str) -> str | None:
    """Return the repaired text if its UTF-8 was decoded as cp874 (Thai); None for real Thai.

    Bytes that cp874 does not define appear as in cp1252, such as the 9F of an emoji. If a run
    with a Thai letter is not valid UTF-8, the text is real Thai.
    """
    if not CONTINUED.search(text):
        return None
    parts, end = [], 0
    for match in _runs().finditer(text):
        if not THAI.search(match[0]):
            continue
        glued = _is_latin(text[match.start() - 1 : match.start()]) or _is_latin(
            text[match.end() : match.end() + 1]
        )
        repaired = _decoded(match[0], glued=glued)
        if repaired is None:
            return None
        parts += [text[end : match.start()], repaired]
        end = match.end()
    return "".join(parts) + text[end:]


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _decoded(run: str, *, glued: bool) -> str | None:
    try:
        repaired = run.translate(_to_latin()).encode("latin-1").decode()
    except UnicodeError:
        return None
    plain = (_is_plain(seen, meant, glued=glued) for seen, meant in _pairs(run, repaired))
    return repaired if all(plain) else None


def _pairs(run: str, repaired: str) -> Iterator[tuple[str, str]]:
    """Yield (the characters in the text, the repaired character) for each repaired character."""
    at = 0
    for char in repaired:
        width = len(char.encode())
        yield run[at : at + width], char
        at += width


def _is_plain(seen: str, meant: str, *, glued: bool) -> bool:
    """Return whether the characters cannot be real Thai."""
    return glued or meant in SIGNS or not all(THAI.match(char) for char in seen)


@cached_file
def _bytes_of() -> dict[str, int]:
    """Return the byte of each character of cp874, with its gaps filled from cp1252."""
    shown = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        for page in ("cp1252", "cp874"):
            char = bytes([byte]).decode(page, errors="ignore")
            shown |= {char: byte} if char else {}
    return shown


@cached_file
def _to_latin() -> dict[int, str]:
    return {ord(char): chr(byte) for char, byte in _bytes_of().items()}


@cached_file
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_bytes_of()))}]+")
