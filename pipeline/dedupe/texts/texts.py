"""Compare the descriptions of two postings, in the words that same_job.csv uses."""

from models.same import Fingerprint
from pipeline.dedupe.sketches.layout import NAMED, course_in, marks_in
from pipeline.dedupe.sketches.marks import count
from pipeline.dedupe.sketches.minhash import share, subject_of_one
from pipeline.dedupe.texts.facts import FACT_MARKS, FACT_PART, common_facts
from pipeline.dedupe.texts.overlap import Overlap, overlap
from pipeline.dedupe.texts.swapped_words import are_of_two_shifts, are_swapped
from pipeline.dedupe.texts.translations import UNKNOWN, translated

EXACT, SAME, HELD, CLOSE, REWRITTEN = "exact", "same", "held", "close", "rewritten"
BEGUN, RETOLD = "begun", "retold"
FACTS, SWAPPED = "facts", "swapped"
SOME, OTHER, LITTLE = "some", "other", "little"
SHORTEST = 30
"""Shingles that a text needs to be like another one."""
FEWEST = 8
"""Shingles that it needs to be another text."""
OTHER_PART, OTHER_WORDS = 0.5, 0.7
"""Largest share of the shingles of such a text, and of its words, where it is another one."""
EXACT_TEXT = 0.94
"""Share of shingles of two texts that differ by a name or two: 0.97, less one sigma and a half."""
SAME_TEXT, CLOSE_TEXT, SOME_TEXT = 0.85, 0.65, 0.45
"""Shares of shingles, less one sigma of the sketch below 0.88, 0.7 and 0.5."""
PART, NO_PART = 0.6, 0.3
"""Share of an excerpt found in its whole text: from 0.6 it is one, below 0.3 it is not."""
LONG_PART, SOME_PART, WHOLE_PART = 0.8, 0.62, 0.85
"""The same for a text of half the other or more, without an employer's standard text."""
MAY_BE_PART = 0.62
"""The same of a text that may be the other one in a frame."""
LITTLE_PART = 0.25
"""Largest common share of two texts where one was written again: two postings of one employer
share its description of itself."""
EDITED_WORDS = 0.88
"""Share of the words of both texts where one is the other with edits, or in another order."""
ALL_WORDS, MOST_WORDS, CUT_WORDS = 0.92, 0.9, 0.8
"""Share of the words of the shorter text where it stands in the longer one, where the two say
the same, and where it is a short excerpt. Where the paragraph on the job differs, it is below."""
FRAMED_WORDS, FRAMED = 0.85, 0.7
"""Share of the words that is enough for a text of at most 0.7 of the other."""
REWRITTEN_PART, REWRITTEN_WORDS, REWRITTEN_REST = 0.1, 0.65, 0.54
"""Smallest share of the shorter text, of its words, and of its words outside of the common
sentences, where one was written anew. Two jobs of one employer share up to 0.5 of that rest."""
REWRITTEN_SHORTEST = 60
"""Least shingles of such a text: in a shorter one, a few other words are another opening."""
ANEW_PART = 0.1
"""Least share of a text that is an employer's standard text. It has names and figures, too."""
FEWEST_MARKS, RETOLD_MARKS, RETOLD_WORDS, RETOLD_BOTH = 4, 0.6, 0.3, 1.1
"""Least number of common marks, share of them, share of words, and sum of both shares, of the
shorter text where it tells the other one's opening without its sentences."""
RETOLD_WITHOUT = 0.65
"""Share of words that is enough for that without marks."""
OTHER_MARKS, OTHER_WORDS_ANEW, MARKED = 0.5, 0.35, 5
"""Largest shares where two texts without common sentences tell of two openings, and the least
number of marks of each."""
COPIES = SAME, HELD, CLOSE
"""Texts that may be a copy for another opening."""
AS_LONG = 0.9
"""Least ratio of the shingles of two texts that are one for two shifts."""


def text(a: Fingerprint, b: Fingerprint) -> str:
    """Return how two texts compare, or `unknown` without a comparison.

    `exact` are two that are the same but for a name or two, `same` but for a sentence or two.
    `begun` are the equal beginnings of two texts that both were cut off: often an employer's words
    on itself. `held` is a text that stands in the other one between sentences of somebody else.
    An excerpt is `close` to its whole text, and so is a text with edits. `rewritten` is one of
    which many sentences were written anew, in similar words. `retold` is one without common
    sentences, but with the same names, tools and figures; `rendered` is that in another language.
    `little` is less than two postings of one employer usually share. `some` decides nothing.
    """
    if a.sketch is None or b.sketch is None or min(a.shingles, b.shingles) < FEWEST:
        return UNKNOWN
    found = overlap(a, b)
    if found.short < SHORTEST:
        return _short(a, b, found)
    if a.language != b.language:
        return translated(a, b, found)
    said = _of_one_language(a, b, found)
    if said in COPIES:
        if found.short >= AS_LONG * found.long and are_of_two_shifts(a, b):
            return SWAPPED
        if a.source == b.source and are_swapped(a, b):
            return SWAPPED
    return said


def _of_one_language(a: Fingerprint, b: Fingerprint, found: Overlap) -> str:
    if found.short * 2 < found.long:
        said = _excerpt(found)
    elif found.both >= SAME_TEXT:
        said = _same(a, b, found)
    else:
        said = _alike(found) or _unlike(found)
    if said == REWRITTEN and found.part < LITTLE_PART:
        return said if _by_marks(a, b, found) != RETOLD else RETOLD
    return _by_marks(a, b, found) if said == LITTLE else said


def may_be_same_text(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two texts may be one: similar lengths, much in common."""
    if a.sketch is None or b.sketch is None or a.language != b.language:
        return False
    short, long = sorted((a.shingles, b.shingles))
    if 2 * short < long:
        return False
    # the least share with MAY_BE_PART of the shorter one in the other
    return share(a.sketch, b.sketch) >= MAY_BE_PART * short / (short + long - MAY_BE_PART * short)


def is_word_for_word(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two texts are equal, without an edit that a sketch can show."""
    one, two = a.sketch or b"", b.sketch or b""
    return (
        a.shingles == b.shingles and one[:NAMED] == two[:NAMED] and course_in(one) == course_in(two)
    )


def _short(a: Fingerprint, b: Fingerprint, found: Overlap) -> str:
    """Return `retold`, `other` or `unknown` for texts too short to be alike."""
    words = found.part_words or 0.0
    one_language = a.language == b.language
    if one_language and _is_retold(*common_facts(a, b), words) and not _other_subject(a, b):
        return RETOLD
    differ = found.part < OTHER_PART and not found.covers(OTHER_WORDS)
    return OTHER if differ and one_language else UNKNOWN


def _same(a: Fingerprint, b: Fingerprint, found: Overlap) -> str:
    if a.cut and b.cut:
        return BEGUN
    return EXACT if found.both >= EXACT_TEXT else SAME


def _excerpt(found: Overlap) -> str:
    if found.part >= PART and found.covers(CUT_WORDS):
        return CLOSE
    if _is_rewritten(found):
        return REWRITTEN
    if found.part < LITTLE_PART:
        return LITTLE
    return UNKNOWN if found.part >= NO_PART else OTHER


def _alike(found: Overlap) -> str:
    if found.part_words is not None and found.part >= WHOLE_PART and found.covers(ALL_WORDS):
        return HELD
    if found.words is not None and found.words >= EDITED_WORDS:
        return CLOSE
    framed = found.short <= FRAMED * found.long
    covered = found.covers(FRAMED_WORDS if framed else MOST_WORDS)
    if covered and (found.both >= CLOSE_TEXT or found.part >= LONG_PART):
        return CLOSE
    return REWRITTEN if _is_rewritten(found) else ""


def _unlike(found: Overlap) -> str:
    if found.part < LITTLE_PART:
        return LITTLE
    return SOME if found.both >= SOME_TEXT or found.part >= SOME_PART else OTHER


def _by_marks(a: Fingerprint, b: Fingerprint, found: Overlap) -> str:
    """Return `retold`, `other` or `little` for two texts that hardly share a sentence."""
    both, part = common_facts(a, b)
    words = found.part_words or 0.0
    retold = words >= RETOLD_WITHOUT or _is_retold(both, part, words)
    if retold and not _other_subject(a, b):
        return RETOLD
    told = both >= FACT_MARKS and part >= FACT_PART and found.part < ANEW_PART
    if told and not (retold and _is_held(a, b)):
        return FACTS
    if retold:
        return LITTLE
    many = min(count(marks_in(sketch or b"")) for sketch in (a.sketch, b.sketch)) >= MARKED
    return OTHER if many and part <= OTHER_MARKS and words < OTHER_WORDS_ANEW else LITTLE


def _is_retold(both: int, part: float, words: float) -> bool:
    marked = both >= FEWEST_MARKS and part >= RETOLD_MARKS
    return marked and words >= RETOLD_WORDS and part + words >= RETOLD_BOTH


def _is_held(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether one of two titles has all words of the other."""
    one, two = set(a.title), set(b.title)
    return one <= two or two <= one


def _other_subject(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether a word of one title is in its text, and in no form in the other's."""
    one, two = a.sketch or b"", b.sketch or b""
    left, right = set(a.title) - set(b.title), set(b.title) - set(a.title)
    return subject_of_one(left, one, two) or subject_of_one(right, two, one)


def _is_rewritten(found: Overlap) -> bool:
    return (
        found.part_words is not None
        and found.part >= REWRITTEN_PART
        and found.part_words >= REWRITTEN_WORDS
        and found.rest >= REWRITTEN_REST
        and found.short >= REWRITTEN_SHORTEST
    )
