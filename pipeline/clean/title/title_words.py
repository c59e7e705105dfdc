"""Select the words of a title that may name the job."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.rules.rows.title import Noise
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Phrases, Word, tidy, words

# requisition numbers: FC-2204, L00083, JR2018244, #4411, R-0150151, Req. 20481, Ref: 20481
REQUISITION = re.compile(
    r"(?:\b(?i:req(?:uisition)?|ref(?:erence)?|job id)\b\W{0,3}|#)\d{4,}\b|#\d+"
    r"|\b(?:[A-Za-z]{1,4}-?\d{4,}|[A-Z]{1,4}-\d{2,})\b"
)
# pay: $2000, £55K, 70k, 25M, 3000$, 55.000.000
PAY = re.compile(
    r"[$£€¥₹]\s?\d[\d.,]{0,12}[kKmM]?|\b\d[\d.,]{0,6}[kKM]\b|\b\d[\d.,]{0,12}\s?[$£€¥₹]"
    r"|\b\d[\d.,]{6,12}"
)


@lru_cache(maxsize=65536)
def title_words(text: str) -> tuple[Word, ...]:
    """Return the words of a title that may name the job.

    Requisition numbers, pay, employers, institutes, places of work and advertising are left
    out. If nothing would be left, all words are returned.
    """
    everything = words(tidy_title(text))
    return _without_noise(everything) or everything


def tidy_title(text: str) -> str:
    """Return the tidied title with a bar in place of each requisition number and amount."""
    return PAY.sub(" | ", REQUISITION.sub(" | ", tidy(text)))


def _without_noise(everything: Sequence[Word]) -> tuple[Word, ...]:
    hits = noise().find(everything)
    # The employer follows "at": only that is dropped from "Analyst at Robotics Ltd".
    end = min((h.first for h in hits if h.value == "rest" and h.first), default=len(everything))
    hits = [hit for hit in hits if hit.first < end]
    drop = {n for h in hits if h.value == "phrase" for n in range(h.first, h.last + 1)}
    clauses = {everything[h.first].clause for h in hits if h.value == "clause"}
    clauses.discard(everything[0].clause if everything else -1)
    return tuple(
        w for n, w in enumerate(everything[:end]) if n not in drop and w.clause not in clauses
    )


@cache
def noise() -> Phrases[str]:
    """Return the phrases of title_noise.csv with the value of `drops`."""
    return Phrases((row.phrase, row.use) for row in read_rules(Noise))
