"""Hide the employer's own name in a description: `Grafana Labs` names no lab to come to."""

import re

from pipeline.caches import cached_reader
from pipeline.clean.employer.name_key import name_words
from pipeline.clean.workplace.known_words import names_place
from pipeline.text.patterns import plain

WORD = re.compile(r"[^\W_]+")
HIDDEN = "z"
"""A letter that makes no word of a rule, for each sign of the name."""


def without_name(text: str, company: str) -> str:
    """Return a text of the same length in which the employer's name is no word.

    Only a name with a word for a place is hidden, and only where the text writes it as a name:
    `the blue school` stays.
    """
    name = _name(company)
    return name.sub(_hide, text) if name else text


def _hide(found: re.Match[str]) -> str:
    return found[0] if found[0][0].islower() else HIDDEN * len(found[0])


@cached_reader(4_096)
def _name(company: str) -> re.Pattern[str] | None:
    """Return what finds an employer's name, with or without its legal form; None for most names."""
    words = WORD.findall(company)
    if not words or not names_place(plain(company)):
        return None
    short = words[: len(name_words(company)) or None]
    rest = (rf"(?:\W+{re.escape(word)})?" for word in words[len(short) :])
    named = r"\W+".join(map(re.escape, short))
    return re.compile(rf"\b{named}{''.join(rest)}\b", re.IGNORECASE)
