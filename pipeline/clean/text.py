"""The posting's texts, put right once, before any stage reads them."""

import re
import unicodedata
from functools import lru_cache

from models.raw import RawPosting
from pipeline.clean.html_text import html_to_text, unescape
from pipeline.clean.mojibake import repair_encoding
from pipeline.clean.stage import Doubt, Texts

# Control characters, zero-width characters, bidirectional controls, byte order marks, halves of
# surrogate pairs: nothing a reader sees, and what databases and terminals trip over.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

LINES = {"title": "title", "company": "company", "location": "location", "salary": "salary_text"}
"""Fields of one line, and the column a doubt about each is on."""


def texts(raw: RawPosting) -> tuple[Texts, tuple[Doubt, ...]]:
    """Return the texts of a posting repaired, and a doubt for each that was in a wrong encoding."""
    lines = {field: repair_line(getattr(raw, field)) for field in LINES}
    description, rule = description_text(raw.description_html)
    doubts = [
        Doubt("text_repaired", LINES[field], getattr(raw, field), why)
        for field, (_, why) in lines.items()
        if why
    ]
    if rule:
        doubts.append(Doubt("text_repaired", "description", "", rule))
    repaired = {field: text for field, (text, _) in lines.items()}
    return Texts(**repaired, description=description), tuple(doubts)


def repair(text: str) -> tuple[str, str | None]:
    """Return text with its encoding put right and without what nobody sees, in NFC.

    Also returns what had been wrong with the encoding, or None. Line breaks stay.
    """
    if text.isascii() and text.isprintable():
        return text, None
    repaired, rule = repair_encoding(text)
    repaired = UNSEEN.sub("", repaired)
    return unicodedata.normalize("NFC", repaired), rule


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
    lines = (" ".join(line.split()) for line in repaired.splitlines())
    return "\n".join(line for line in lines if line), rule
