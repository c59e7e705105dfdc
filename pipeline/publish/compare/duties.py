"""What jobs of two roles say is to be done: phrases of their duties, counted over employers.

A duty is a line or sentence of a description that begins with a verb of duty_verbs.csv, as lists
of duties do. Its phrases are the two or three words that stand together in it, and its verb.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from models.value_text import JOINER
from pipeline.caches import cached_file
from pipeline.figures.compare import verdicts
from pipeline.figures.policy import FEWEST_EMPLOYERS, FEWEST_JOBS
from pipeline.figures.role_pair.share_values import share_pairs
from pipeline.figures.role_pair.shares import share_table
from pipeline.publish.report.page_tables.row_words import tuples
from pipeline.rules.rows.requirements import DutyVerb
from pipeline.rules.rulebook import read_rules

LINE = re.compile(r"[\n;]|[.!?](?=\s|$)")
PART = re.compile(r"[,:()\u2013\u2014/]|\s-\s")
WORD = re.compile(r"[^\W\d_](?:[\w+#]|['\u2019-](?=\w))*")
LEADS = frozenset(("you", "you'll", "you\u2019ll", "we", "will", "to", "and"))
"""Words before the verb: `You will design`."""
PLAIN = frozenset(
    """
    a about across after all also an and any are as at be been before being both but by can
    could did do does each for from goes had has have here how in into is it its may more most
    must new no not of on one or other our out over own should so such than that the their
    them there these they this those three through to two up us using via was we were what
    when where which who will with within would you your
    """.split()  # noqa: SIM905  # a list of a hundred quotes reads worse
)
JOINING = frozenset(("and", "that", "which", "who"))
"""Words that no phrase goes across."""
LONGEST = 3
COVERS = 0.8
"""A phrase is left out where a longer one with it has so much of its jobs."""
SUBJECT = "duty"


def duty_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of the duties in a description, each once, in small letters."""
    found: dict[str, None] = {}
    for line in LINE.split(text):
        verb, rest = _duty(line)
        if verb:
            found |= dict.fromkeys([verb, *_phrases(rest)])
    return tuple(found)


def duty_table(
    jobs: pd.DataFrame, phrases: Mapping[str, Sequence[str]], roles: tuple[str, str]
) -> pd.DataFrame:
    """Return how many jobs of each role have each phrase, as a frame of `share_table`.

    `jobs` are of a Population; `phrases` has those of each posting_id with a description. Phrases
    that fewer than 5 jobs or 3 employers of a role have are left out. The verdicts are of these
    comparisons alone.
    """
    told = jobs[["posting_id", "role", "employer"]].assign(
        duty=jobs["posting_id"].astype("str").map(phrases.get)
    )
    kept = _frequent(told)
    kept = kept - _of_same_lines(told["duty"], kept)
    told["duty"] = [_joined(each, kept) for each in told["duty"]]
    pairs = list(share_pairs(told, roles, SUBJECT, SUBJECT, states=told["duty"].notna()))
    longest = _without_parts({pair.name: max(pair.one.jobs or 0, pair.other.jobs or 0)
                              for pair in pairs})  # fmt: skip
    pairs = [pair for pair in pairs if pair.name in longest]
    return share_table(pairs, verdicts([pair.comparison for pair in pairs]))


def _duty(line: str) -> tuple[str, str]:
    """Return the verb that a line begins with, and the line from there; "" for no duty."""
    for word in WORD.finditer(line):
        small = word[0].lower()
        if small in _verbs():
            return small, line[word.start() :]
        if small not in LEADS:
            break
    return "", ""


def _phrases(line: str) -> Iterator[str]:
    for part in PART.split(line.lower()):
        words = [word.replace("\u2019", "'") for word in WORD.findall(part)]
        for size in range(2, LONGEST + 1):
            for at in range(len(words) - size + 1):
                phrase = words[at : at + size]
                ends = {phrase[0], phrase[-1]}
                if ends.isdisjoint(PLAIN) and JOINING.isdisjoint(phrase):
                    yield " ".join(phrase)


@cached_file
def _verbs() -> frozenset[str]:
    return frozenset(row.phrase for row in read_rules(DutyVerb))


def _frequent(told: pd.DataFrame) -> frozenset[str]:
    """Return the phrases that enough jobs and employers of one role have."""
    jobs, employers = Counter[tuple[str, str]](), dict[tuple[str, str], set[str]]()
    for row in tuples(told.dropna(subset=["duty", "employer"])):
        for phrase in row.duty:
            key = (str(row.role), phrase)
            jobs[key] += 1
            employers.setdefault(key, set()).add(str(row.employer))
    return frozenset(
        phrase
        for (role, phrase), count in jobs.items()
        if count >= FEWEST_JOBS and len(employers[role, phrase]) >= FEWEST_EMPLOYERS
    )


def _of_same_lines(duties: Iterable[object], kept: frozenset[str]) -> set[str]:
    """Return the phrases that exactly the jobs of a better one have: parts of one common line.

    The phrase that begins with a verb of duties is better, then the longer one, then the first.
    """
    having: Counter[str] = Counter()
    for n, phrases in enumerate(duties):
        if isinstance(phrases, Iterable):
            for phrase in phrases:
                if phrase in kept:
                    having[phrase] ^= hash((n,))  # one number tells sets of jobs apart
    best: dict[int, str] = {}
    for phrase, jobs in having.items():
        best[jobs] = max(best.get(jobs, phrase), phrase, key=_goodness)
    return set(having) - set(best.values())


def _goodness(phrase: str) -> tuple[bool, int]:
    words = phrase.split()
    return words[0] in _verbs() and len(words) > 1, len(words)


def _joined(phrases: object, kept: frozenset[str]) -> str | None:
    """Return the kept phrases of a job as text; "" for none, None without a description."""
    if not isinstance(phrases, Iterable):
        return None
    return JOINER.join(phrase for phrase in phrases if phrase in kept)


def _without_parts(jobs: Mapping[str, int]) -> frozenset[str]:
    """Return the phrases that no longer one stands for."""
    covered = {
        short
        for phrase, count in jobs.items()
        for short in _parts(phrase)
        if short in jobs and count >= COVERS * jobs[short]
    }
    return frozenset(jobs) - covered


def _parts(phrase: str) -> Iterator[str]:
    words = phrase.split()
    for size in range(1, len(words)):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size])
