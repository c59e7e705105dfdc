"""The posting's texts, put right once, before any stage reads them."""

import re
import unicodedata
from functools import lru_cache

from models.raw import RawPosting
from pipeline.clean.stage import IssueDraft, Texts
from pipeline.text.encoding import repair_encoding
from pipeline.text.html_text import LONGEST as LONGEST_HTML
from pipeline.text.html_text import html_to_text, unescape
from pipeline.text.matcher import LONGEST as LONGEST_TEXT

# Control characters, zero-width characters, bidirectional controls, byte order marks, tags, halves
# of surrogate pairs: nothing a reader sees, and what databases and terminals trip over. Hebrew and
# Arabic letters have a direction of their own and need no mark, so marks go, too: one that stayed
# could show a figure in another order than it is computed with.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def texts(raw: RawPosting) -> tuple[Texts, tuple[IssueDraft, ...]]:
    """Return the texts of a posting repaired, and a doubt for each that was in a wrong encoding."""
    title, title_why = repair_line(raw.title)
    company, company_why = repair_line(raw.company)
    location, location_why = repair_line(raw.location)
    salary, salary_why = repair_line(raw.salary)
    description, why = description_text(raw.description_html)
    repaired = Texts(title, company, location, salary, description)
    cut = too_long(raw.description_html, description)
    if not (cut or title_why or company_why or location_why or salary_why or why):
        return repaired, ()
    told = (
        ("title", raw.title, title_why),
        ("company", raw.company, company_why),
        ("location", raw.location, location_why),
        ("salary_text", raw.salary, salary_why),
        ("description", "", why),
    )
    doubts = [IssueDraft("text_repaired", field, text, rule) for field, text, rule in told if rule]
    return repaired, (*cut, *doubts)


def too_long(source: str, text: str) -> tuple[IssueDraft, ...]:
    """Return a doubt where a description, as HTML or as text, is longer than what is read."""
    for words, most in ((source, LONGEST_HTML), (text, LONGEST_TEXT)):
        if len(words) > most:
            detail = f"{most} of {len(words)} characters were read"
            return (IssueDraft("description_too_long", "description", detail=detail),)
    return ()


def repair(text: str) -> tuple[str, str | None]:
    """Return text with its encoding put right and without what nobody sees, in NFC.

    Also returns what had been wrong with the encoding, or None. Line breaks stay.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text, None
    repaired, rule = repair_encoding(text)
    repaired = UNSEEN.sub("", repaired)
    return unicodedata.normalize("NFC", repaired), rule


def seen_line(text: str) -> str:
    """Return text on one line, without what nobody sees; what is printable is left alone."""
    return text if text.isprintable() else " ".join(UNSEEN.sub("", text).split())


@lru_cache(maxsize=65_536)
def repair_line(text: str) -> tuple[str, str | None]:
    """Return a field of one line repaired: entities read, spaces collapsed, ends trimmed."""
    repaired, rule = repair(unescape(text) if "&" in text else text)
    return " ".join(repaired.split()), rule


def description_text(source: str) -> tuple[str, str | None]:
    """Return the text of a description in lines without blank ones, and what was repaired."""
    if not source:
        return "", None
    repaired, rule = repair(html_to_text(source))
    return lines(repaired), rule


def lines(text: str) -> str:
    """Return text in lines without blank ones, their ends trimmed and their spaces single."""
    # no blank but the plain one, and that never twice: what is printable holds no other
    if "  " not in text and text.replace("\n", "").isprintable():
        found = [line.strip() for line in text.split("\n")]
    else:
        found = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(filter(None, found))
