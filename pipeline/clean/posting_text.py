"""Repair the texts of a posting once, before the stages read them."""

import re
import unicodedata

from models.raw import RawPosting
from pipeline.caches import cached_reader
from pipeline.clean.stage import IssueDraft, Texts
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.encoding import repair_encoding
from pipeline.text.html_text import LONGEST as LONGEST_HTML
from pipeline.text.html_text import html_to_text, unescape
from pipeline.text.matcher import LONGEST as LONGEST_TEXT

# Control characters, zero-width characters, bidirectional controls, byte order marks, tags, halves
# of surrogate pairs. They are invisible, and databases and terminals fail on them. Direction marks
# are removed too: Hebrew and Arabic letters do not need them, and a mark could show a figure in
# another order than the one it is computed with.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)

# Letters and signs that NFC leaves as they are.
COMPOSED = re.compile("[\u0080-\u02ff\u2002-\u20cf\u2100-\u2125\u2190-\u22ff\u2460-\u26ff]*")


def texts(raw: RawPosting) -> tuple[Texts, tuple[IssueDraft, ...]]:
    """Return the repaired texts of a posting, and an issue for each that had a wrong encoding.

    There is one more issue if the description is longer than the part that is read.
    """
    title, title_why = repair_line(raw.title)
    company, company_why = repair_line(raw.company)
    location, location_why = repair_line(raw.location)
    salary, salary_why = repair_line(raw.salary)
    description, why = description_text(raw.description_html)
    repaired = Texts(title, company, location, salary, description)
    cut = too_long(raw.description_html, description)
    if not (cut or title_why or company_why or location_why or salary_why or why):
        return repaired, ()
    reasons = (
        ("title", raw.title, title_why),
        ("company", raw.company, company_why),
        ("location", raw.location, location_why),
        ("salary_text", raw.salary, salary_why),
        ("description", "", why),
    )
    issues = [
        IssueDraft("text_repaired", field, text, rule) for field, text, rule in reasons if rule
    ]
    return repaired, (*cut, *issues)


def too_long(source: str, text: str) -> tuple[IssueDraft, ...]:
    """Return an issue if a description, as HTML or as text, is longer than the part read."""
    for words, most in ((source, LONGEST_HTML), (text, LONGEST_TEXT)):
        if len(words) > most:
            detail = f"{most} of {len(words)} characters were read"
            return (IssueDraft("description_too_long", "description", detail=detail),)
    return ()


def repair(text: str) -> tuple[str, str | None]:
    """Return (the repaired text, the encoding fault or None).

    The text is in NFC, with its encoding repaired and without invisible characters. Line breaks
    stay.
    """
    if text.isascii() and _is_printable(text):
        return text, None
    repaired, rule = repair_encoding(text)
    if not _is_printable(repaired.replace("\u00a0", "")):
        repaired = UNSEEN.sub("", repaired)
    if COMPOSED.fullmatch(beyond_ascii(repaired)):
        return repaired, rule
    return unicodedata.normalize("NFC", repaired), rule


def seen_line(text: str) -> str:
    """Return text on one line without invisible characters; printable text is unchanged."""
    return text if text.isprintable() else " ".join(UNSEEN.sub("", text).split())


@cached_reader(65_536)
def repair_line(text: str) -> tuple[str, str | None]:
    """Return (a repaired one-line field, the encoding fault or None).

    Entities are decoded, spaces collapsed and the ends trimmed.
    """
    repaired, rule = repair(unescape(text) if "&" in text else text)
    return " ".join(repaired.split()), rule


def description_text(source: str) -> tuple[str, str | None]:
    """Return (the text of an HTML description, without blank lines; the encoding fault or None)."""
    if not source:
        return "", None
    repaired, rule = repair(html_to_text(source))
    return lines(repaired), rule


def lines(text: str) -> str:
    """Return text without blank lines, with trimmed lines and single spaces."""
    text = text.replace("\u00a0", " ")
    if _is_printable(text):  # then it has no blank but the plain one
        while "  " in text:
            text = text.replace("  ", " ")
        found = [line.strip() for line in text.split("\n")]
    else:
        found = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(filter(None, found))


def _is_printable(text: str) -> bool:
    return text.replace("\n", "").isprintable()
