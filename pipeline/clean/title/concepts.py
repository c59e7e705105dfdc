"""Find the concepts in a title: heads (engineer, analyst) and fields (machine learning)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.caches import cached_file
from pipeline.rules.rows.title import Concept, RoleWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import TITLE, Phrases, Word

FOR = frozenset({"for", "fur", "im", "pour", "dans", "para", "dla", "voor"})


@dataclass(frozen=True, slots=True)
class ConceptWord:
    """A concept found in a title: its words, their numbers, and the number of the title part.

    `whole` means that its words are a whole clause: the `Data` of `Software Engineer, Data`.
    """

    concept: Concept
    text: str
    first: int
    last: int
    part: int
    whole: bool = False

    @property
    def is_head(self) -> bool:
        """Whether the concept names the worker and not the field of work."""
        return self.concept.kind not in ("field", "ignored")


def signs(title: Sequence[Word]) -> tuple[ConceptWord, ...]:
    """Return the concepts of a title in order.

    A part is a clause. A slash after a head begins a new part too: "NLP/ML Engineer" is one part,
    "Data Analyst/Engineer" are two. The word `for` also begins a part, because the purpose of AI
    is not the field of the job.
    """
    found: list[ConceptWord] = []
    sizes = Counter(word.clause for word in title)
    part, headed, before = 0, False, None
    for hit in ROLE_WORDS.find(title):
        word = title[hit.first]
        purpose = hit.first > 0 and title[hit.first - 1].text in FOR
        if before is not None and (purpose or _parts(before, word, headed)):
            part, headed = part + 1, False
        before = title[hit.last]
        text = " ".join(w.text for w in title[hit.first : hit.last + 1])
        for concept in hit.value:
            whole = sizes[word.clause] == hit.last - hit.first + 1
            found.append(ConceptWord(concept, text, hit.first, hit.last, part, whole))
            headed = headed or found[-1].is_head
    return tuple(found)


def _parts(before: Word, word: Word, headed: bool) -> bool:
    if word.clause != before.clause:
        return True
    return headed and word.alternative != before.alternative


@cached_file
def concepts() -> dict[str, Concept]:
    """Return the concepts by name."""
    return {row.concept: row for row in read_rules(Concept)}


def _role_words() -> Iterator[tuple[str, tuple[Concept, ...]]]:
    for row in read_rules(RoleWords):
        yield row.phrase, tuple(concepts()[c] for c in row.concepts.split())


ROLE_WORDS = Phrases(_role_words, across_slashes=True, one_pass=TITLE)
"""The phrases of role_words.csv with their concepts."""
