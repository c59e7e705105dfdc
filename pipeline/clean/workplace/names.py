"""Hide names of employers in a description: `at Vossberg Labs` names no lab to come to."""

import re

from pipeline.caches import cached_reader
from pipeline.clean.employer.name_key import name_words
from pipeline.clean.workplace.known_words import names_place, words_of
from pipeline.text.patterns import plain

WORD = re.compile(r"[^\W_]+")
AT_NAME = re.compile(r"t (?<=\b[Aa]t )((?:[A-Z][\w&'\u2019-]*,? )+[A-Z][\w&'\u2019-]*)")
"""Words with capitals behind `at`, two at least: `at Teal School`."""
SEATS = frozenset({"place"})
"""Kinds of words for a place that are also parts of names. `Head Office` is no name."""
HIDDEN = "z"
"""A letter that makes no word of a rule, for each sign of the name."""


def without_names(text: str, company: str = "") -> str:
    """Return a text of the same length in which names of employers are no words.

    Hidden are a name behind `at`, and the name of `company` wherever the text writes it as a name:
    `the teal school` stays. Only names with a word for a place are hidden.
    """
    text = AT_NAME.sub(_hide_behind, text)
    name = _name(company)
    return name.sub(_hide, text) if name else text


def _hide_behind(found: re.Match[str]) -> str:
    """Return the words of a match, the name behind `at` hidden: not `at Our Lab`."""
    name = found[1]
    low = plain(name)
    if WORD.findall(low)[0] in words_of("ours", "en") or not names_place(low, SEATS):
        return found[0]
    return found[0][: -len(name)] + HIDDEN * len(name)


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
