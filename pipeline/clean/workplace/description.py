"""Read the workplace (on site, hybrid, remote) from the sentences of a description.

Rules: workplace_prose.csv.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from models.vocab import Workplace
from pipeline.caches import cached_file
from pipeline.clean.workplace.word_sentences import denies, leads_to_product, read_told, tell
from pipeline.rules.rows.place import ProseRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import Phrase, has_cjk, plain
from pipeline.text.prose import LONGEST, Prose, Stated

KINDS = frozenset(Workplace)
HYBRID = str(Workplace.HYBRID)
TWO_CLAUSES = re.compile(r"[^\W_]+[,:;]")
"""A word and the sign that ends its clause: `remote, offices` are not `remote offices`."""
ANY = "any"
"""A row for words that leave the choice: its sentence states no workplace."""


@dataclass(frozen=True, slots=True)
class Said:
    """A workplace or None, the sentence that states it, and the row that reads it."""

    workplace: Workplace | None = None
    text: str = ""
    rule: str = ""


def read_prose(text: str) -> Said:
    """Return the workplace that a description states; None if it states none, or several.

    Hybrid and on site together mean hybrid. In one sentence hybrid wins: `two days remote, the
    rest on site`. Remote in one sentence and either in another is a contradiction.
    """
    found: dict[str, tuple[str, str]] = {}
    spans = []
    for (start, end), matches in groupby(stated(text), itemgetter(0, 1)):
        spans.append((start, end))
        for kind, row in _of_sentence(text[start:end], list(matches)):
            found.setdefault(kind, (text[start:end].strip(), row))
    if not found:
        found = _by_words(text[:LONGEST], spans)
    kinds = set(found)
    if kinds == {Workplace.HYBRID, Workplace.ONSITE}:
        kinds = {Workplace.HYBRID}
    if len(kinds) != 1:
        return Said()
    (kind,) = kinds
    return Said(Workplace(kind), *found[kind])


def _of_sentence(sentence: str, matches: Sequence[Stated[ProseRule]]) -> list[tuple[str, str]]:
    """Return the workplaces of the rows that match in a sentence, each with its row.

    Hybrid wins. Where rows differ, or only name something else, the other words decide.
    """
    kinds = {match.row.workplace for match in matches}
    low = plain(sentence)
    if ANY in kinds:
        return _refused(low)
    said = [(m.row.workplace, m.row.source) for m in matches if m.row.workplace in KINDS]
    if said and leads_to_product(low[: min(low.find(m.words) for m in matches if m.row.workplace)]):
        return []
    if HYBRID in kinds and (denies(low, "hybrid") or denies(low, "home")):
        said = [(kind, source) for kind, source in said if kind != HYBRID]
    elif HYBRID in kinds:
        return [(kind, source) for kind, source in said if kind == HYBRID]
    others = [m.words for m in matches if not (m.row.workplace or TWO_CLAUSES.match(m.words))]
    told = tell(_without(low, others))
    if not said:
        return [told] if told else []
    doubted = len(kinds & KINDS) > 1 or kinds & KINDS == {Workplace.REMOTE}
    return [told] if told and (told[0] == HYBRID or doubted) else said


def _refused(sentence: str) -> list[tuple[str, str]]:
    """Return on site if a sentence denies the rest: `not suitable for remote or hybrid working`."""
    told = tell(sentence) if denies(sentence, "hybrid") else None
    return [told] if told and told[0] == Workplace.ONSITE else []


def _without(sentence: str, others: Sequence[str]) -> str:
    """Return a sentence without words about something else."""
    for words in others:
        sentence = sentence.replace(words, " . ")
    return sentence


def _by_words(text: str, spans: Sequence[tuple[int, int]]) -> dict[str, tuple[str, str]]:
    """Return what sentences tell by their words, outside of those that a pattern has read."""
    found: dict[str, tuple[str, str]] = {}
    for start, end, kind, row in read_told(text):
        if not any(start < last and first < end for first, last in spans):
            found.setdefault(kind, (text[start:end].strip(), row))
    return found


def stated(text: str) -> Iterator[Stated[ProseRule]]:
    """Yield each row that matches in a description, with its sentence."""
    return _PROSE.read(text)


def without_others(title: str) -> str:
    """Return a title without words about something else, such as `Hybrid Cloud`."""
    cjk = has_cjk(title)
    for pattern in _others():
        title = pattern.of(cjk=cjk).sub("", title)
    return title


def _rules() -> tuple[ProseRule, ...]:
    return read_rules(ProseRule)


_PROSE = Prose(_rules)


@cached_file
def _others() -> tuple[Phrase, ...]:
    return tuple(Phrase(rule.phrase, re.IGNORECASE) for rule in _rules() if not rule.workplace)
