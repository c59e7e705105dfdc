"""Select the words of a title that may name the job."""

import re

from pipeline.caches import cached_reader
from pipeline.pay.title import pay_clauses
from pipeline.rules.rows.title import Noise
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import TITLE, Phrases, Word, tidy, words_of

DIGIT = re.compile(r"\d")
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


# a short form after its words: Machine Learning (ML) Engineer
SHORT_FORM = re.compile(r"((?:\w+[ -]){1,4}\w+) \(([A-Za-z]{2,4})\)\s*")
# a level inside the name of a job: Product Senior Manager
INNER_LEVEL = re.compile(
    r"\b(Product|Project|Program|Programme|Data|Software|Risk) (Senior|Sr\.?|Junior|Jr\.?)"
    r" (Manager|Engineer|Scientist|Analyst|Owner|Developer)\b",
    re.IGNORECASE,
)
LEVELS_INSIDE = (" senior", " sr", " junior", " jr")
# a list of tools: AI Engineer (AWS, LLMOps, Kubernetes)
TOOLS = re.compile(r"(?<=\w )\((?:[^(),]{1,30},){2,8}[^(),]{1,30}\)")
PLUS = re.compile(r"\s\+\s")


@cached_reader(65536)
def title_words(text: str) -> tuple[Word, ...]:
    """Return the words of a title that may name the job.

    Requisition numbers, pay, employers, institutes, places of work and advertising are left
    out. If nothing would be left, all words are returned.
    """
    everything = words_of(tidy_title(text))
    return _without_noise(everything) or everything


@cached_reader(128)
def tidy_title(text: str) -> str:
    """Return the tidied title with a bar in place of each requisition number and of pay.

    A short form in brackets after its words is left out, and a bracket of tools. A level word
    inside a job's name stands before it: `AI Product Senior Manager`.
    """
    text = tidy(text)
    if DIGIT.search(text):
        text = _without_pay(REQUISITION.sub(" | ", text))
    if "(" in text:
        text = TOOLS.sub(" ", SHORT_FORM.sub(_without_short_form, text))
    if "+" in text:
        text = PLUS.sub(" / ", text)
    low = text.lower()
    if any(word in low for word in LEVELS_INSIDE):
        text = INNER_LEVEL.sub(r"\2 \1 \3", text)
    return text


def _without_pay(text: str) -> str:
    """Return the text with a bar in place of each clause about pay, and each other amount."""
    if not PAY.search(text):
        return text
    for begin, end in reversed(list(pay_clauses(text))):
        if PAY.search(text[begin:end]):
            text = f"{text[:begin]} | {text[end:]}"
    return PAY.sub(" | ", text)


def _without_short_form(match: re.Match[str]) -> str:
    """Return the words before a bracket if it repeats their first letters, else all."""
    initials = "".join(word[0] for word in match[1].split()).upper()
    return match[1] + " " if initials.endswith(match[2].upper()) else match[0]


def _without_noise(everything: tuple[Word, ...]) -> tuple[Word, ...]:
    hits = NOISE.find(everything)
    # The employer follows "at": only that is dropped from "Analyst at Robotics Ltd".
    end = min((h.first for h in hits if h.value == "rest" and h.first), default=len(everything))
    hits = [hit for hit in hits if hit.first < end]
    if not hits and end == len(everything):
        return everything
    drop = {n for h in hits if h.value == "phrase" for n in range(h.first, h.last + 1)}
    clauses = {everything[h.first].clause for h in hits if h.value == "clause"}
    clauses.discard(everything[0].clause if everything else -1)
    return tuple(
        w for n, w in enumerate(everything[:end]) if n not in drop and w.clause not in clauses
    )


NOISE = Phrases(lambda: ((row.phrase, row.use) for row in read_rules(Noise)), one_pass=TITLE)
"""The phrases of title_noise.csv with the value of `drops`."""
