"""Find the requirement phrases of a description in one pass, with its sentences and sections."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from pipeline.caches import cached_reader
from pipeline.clean.requirements.rules import MATCHERS, RequirementWord
from pipeline.text.matcher import Hit, folded, longest

# In a line a sentence ends at a semicolon, or at a full stop before a capital, but not after B.S.
END = re.compile(
    rb"[;.!?\n](?:(?<=[;\n])|(?<!\b\w.)(?<!\b[Ss]c.)(?<!\bPh.)(?<!\b[Mm]ind.)(?<!\b[Mm]in.)"
    rb"(?=[^\S\n]+[^a-z\s(]))"
)
# `A degree plus 2 years` requires both: here `plus` does not mean preferred.
NEW_LINE = ord("\n")
ADDS = re.compile(rb"plus\s+(?:\d|one\b|two\b|three\b|four\b|five\b|at\b)", re.IGNORECASE)
MOST = 500
"""Phrases of one sort that are read. Each is compared with all others of its sentence."""
_first = itemgetter(0)
SPARE = 14
"""Bytes a heading may have besides its words: a bullet, a colon, `our`, an emoji."""


@dataclass(frozen=True)  # without slots: its sentences are found when they are asked for
class RequirementText:
    """A text and the phrases (`signs`) found in it, by their sort, in order of their offset."""

    raw: bytes
    signs: Mapping[str, Sequence[Hit[RequirementWord]]]
    more: bool
    """Whether there are more phrases than were read."""

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Start and end of each sentence. Many texts have no phrase that needs them."""
        return list(_sentences(self.raw))

    @cached_property
    def sections(self) -> Sequence[tuple[int, str]]:
        """The start of each section and the kind of its heading."""
        return _sections(self.raw, self.signs["asking"])

    def sentence(self, at: int) -> tuple[int, int]:
        """Return start and end of the sentence at an offset."""
        return self.sentences[bisect_right(self.sentences, at, key=_first) - 1]

    def section(self, at: int) -> str:
        """Return the kind of the heading above an offset, or ""."""
        n = bisect_right(self.sections, at, key=_first)
        return self.sections[n - 1][1] if n else ""

    def within(self, what: str, start: int, end: int) -> list[Hit[RequirementWord]]:
        """Return the phrases of one sort between two offsets."""
        signs = self.signs[what]
        at = bisect_left(signs, start, key=_first)
        return list(signs[at : bisect_left(signs, end, lo=at, key=_first)])

    def asks(self, at: int) -> set[str]:
        """Return how the phrase at an offset is required: by its sentence, else by its section."""
        near = self.within("asking", *self.sentence(at))
        kinds = {h.value.kind for h in near if _modifies(h) and not ADDS.match(self.raw, h.start)}
        return kinds or {self.section(at)}


def _modifies(hit: Hit[RequirementWord]) -> bool:
    return not hit.value.heading or hit.value.kind == "preferred"


@cached_reader(64)
def requirement_text(text: str) -> RequirementText:
    """Return the requirement phrases of a text. Cached for the stages of one posting."""
    ready = folded(text)
    signs = {what: longest(matcher.find(ready))[:MOST] for what, matcher in MATCHERS.items()}
    more = any(len(found) == MOST for found in signs.values())
    return RequirementText(ready.raw, signs, more)


def _sentences(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, line by line."""
    at = 0
    for match in END.finditer(raw):
        start, end = match.span()
        if raw[start] == NEW_LINE:
            yield at, start
        else:
            yield at, end
        at = end
    yield at, len(raw)


def _sections(raw: bytes, asking: Sequence[Hit[RequirementWord]]) -> list[tuple[int, str]]:
    """Return the start of each section and the kind of its heading."""
    found = []
    for hit in asking:
        if hit.value.heading:
            start = raw.rfind(b"\n", 0, hit.start) + 1
            end = raw.find(b"\n", hit.end)
            line = (end if end >= 0 else len(raw)) - start
            if line - (hit.end - hit.start) <= SPARE:
                found.append((hit.end, hit.value.kind))
    return found
