"""Find the character encoding of a text file."""

import codecs
import re

from pipeline.errors import InputError, UsageError
from pipeline.tables.reading.table_file import TableFile, readable

UTF_8 = "utf-8-sig"
MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
BLOCK = 1 << 20
SAMPLE = 20_000
"""Bytes of lines beyond ASCII that a legacy encoding is told from."""
WIDE = 0.8
"""Share of NUL among the odd or even bytes from which a text is UTF-16. English has nearly all."""
# In Windows-1252 a sign inside a word shows that the text is in another encoding: In¿ynier.
SIGN_IN_WORD = re.compile(r"[^\W\d_][\u00a1-\u00bf\u0192\u02c6\u02dc\u2020-\u2022\u2030][^\W\d_]")
FOREIGN_WORD = re.compile("[\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178]{4}")


def encoding_of(file: TableFile) -> str:
    """Return the Python name of the encoding of a text file.

    A byte order mark decides, then UTF-8 if all of the file is UTF-8, then the letters of the
    lines that have any beyond ASCII. Raises InputError for a file that is no text.
    """
    for mark, name in MARKS:
        if file.head.startswith(mark):
            return name
    if b"\0" in file.head:
        return _wide(file)
    beyond = _not_utf8(file)
    return UTF_8 if beyond is None else _legacy(beyond)


def known_encoding(name: str) -> str:
    """Return the name of an encoding that the user gives. Raises UsageError for an unknown one."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        raise UsageError(f"there is no encoding {name!r}; try utf-8, cp1252 or utf-16") from None
    return UTF_8 if found == "utf-8" else found


def encoding_words(name: str) -> str:
    """Return the name of an encoding for a message; empty for UTF-8."""
    return "" if name == UTF_8 else NAMES.get(name, name.upper().replace("_", "-"))


def _wide(file: TableFile) -> str:
    """Return the encoding of a text with NUL bytes, which only UTF-16 has."""
    even, odd = file.head[::2], file.head[1::2]
    for name, low, high in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if high and high.count(0) > WIDE * len(high) and low.count(0) < len(low) / 100:
            return name
    raise InputError(f"{file.name}: this is a binary file, not a table that can be read")


def _not_utf8(file: TableFile) -> bytes | None:
    """Return lines that are not ASCII, of a file that is not UTF-8; None if it is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with readable(file.name), file.open() as content:
        while block := content.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return _lines_beyond_ascii(block)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _lines_beyond_ascii(file.head)
    return None


def _lines_beyond_ascii(block: bytes) -> bytes:
    lines = [line for line in block.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE]


def _legacy(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # most tables are UTF-8

    western = sample.decode("cp1252", "replace")
    if not (SIGN_IN_WORD.search(western) or FOREIGN_WORD.search(western) or "\ufffd" in western):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=LEGACY).best()
    return best.encoding if best is not None else "cp1252"
