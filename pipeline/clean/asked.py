"""What a description asks for: the words of degrees and years found in one pass, with layout."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.clean.asked_rules import WHAT, Sign, spotter
from pipeline.clean.spotter import Hit, folded, longest

# Within a line a sentence ends at a semicolon, or a full stop before a capital; not after B.S.
END = re.compile(
    rb"[;.!?](?:(?<=;)|(?<!\b\w.)(?<!\b[Ss]c.)(?<!\bPh.)(?<!\b[Mm]ind.)(?<!\b[Mm]in.)"
    rb"(?=\s+[^a-z\s(]))"
)
# `A degree plus 2 years` asks for both: it says nothing of what is preferred.
ADDS = re.compile(rb"plus\s+(?:\d|one\b|two\b|three\b|four\b|five\b|at\b)", re.IGNORECASE)
SPARE = 14
"""Bytes a heading may have besides its words: a bullet, a colon, `our`, an emoji."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with the signs found in it, by what they are about, each in order of its place."""

    raw: bytes
    signs: Mapping[str, Sequence[Hit[Sign]]]
    sections: Sequence[tuple[int, str]]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence at a place begins and ends."""
        line = self.raw.rfind(b"\n", 0, at) + 1
        end = self.raw.find(b"\n", at)
        end = end if end >= 0 else len(self.raw)
        ends = [match.end() for match in END.finditer(self.raw, line, end)]
        n = bisect_right(ends, at)
        return ends[n - 1] if n else line, ends[n] if n < len(ends) else end

    def section(self, at: int) -> str:
        """Return what the heading above a place says; empty where there is none."""
        n = bisect_right(self.sections, at, key=lambda section: section[0])
        return self.sections[n - 1][1] if n else ""

    def within(self, what: str, start: int, end: int) -> list[Hit[Sign]]:
        """Return the signs of one sort between two places."""
        return [hit for hit in self.signs[what] if start <= hit.start < end]

    def asks(self, at: int) -> set[str]:
        """Return how the thing at a place is asked for: by its sentence, else by its section."""
        near = self.within("asking", *self.sentence(at))
        said = {h.value.kind for h in near if _modifies(h) and not ADDS.match(self.raw, h.start)}
        return said or {self.section(at)}


def _modifies(hit: Hit[Sign]) -> bool:
    return not hit.value.heading or hit.value.kind == "preferred"


@lru_cache(maxsize=64)
def asked(text: str) -> Asked:
    """Return the signs of what a text asks for; the stages of one posting share them."""
    ready = folded(text)
    hits: dict[str, list[Hit[Sign]]] = {what: [] for what in WHAT}
    for hit in spotter().find(ready):
        hits[hit.value.what].append(hit)
    signs = {what: longest(found) for what, found in hits.items()}
    return Asked(ready.raw, signs, _sections(ready.raw, signs["asking"]))


def _sections(raw: bytes, asking: Sequence[Hit[Sign]]) -> list[tuple[int, str]]:
    """Return where each section begins and what its heading says of what stands below."""
    found = []
    for hit in asking:
        if hit.value.heading:
            start = raw.rfind(b"\n", 0, hit.start) + 1
            end = raw.find(b"\n", hit.end)
            line = (end if end >= 0 else len(raw)) - start
            if line - (hit.end - hit.start) <= SPARE:
                found.append((hit.end, hit.value.kind))
    return found
