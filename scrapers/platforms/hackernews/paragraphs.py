"""Find the jobs that paragraphs begin with, and those that a sentence counts: `First, an …`."""

import re
from collections.abc import Iterator, Sequence

from pipeline.clean.title.concepts import signs
from pipeline.clean.title.title_words import title_words
from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import Entry, job_name
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.money import PAY, pay_in
from scrapers.platforms.hackernews.words.stretches import ends

FEWEST = 2
"""So many paragraphs, or counted sentences, with a job are the jobs of a comment."""
LONGEST = 8
"""Words of a job's name at most."""
_NAME_END = re.compile(
    r",\s|;\s|:\s|\s[-\u2013\u2014]\s|[.!]\s|\.$"
    r"|\s(?:to|for|who|with|on|at|in|that|which|based|pays)(?:['\u2019]\w+)?\s"
)
_SENTENCE = re.compile(r"(?<=[a-z)\d][.!?])\s+(?=[^\W_a-z]|[$\u20ac\u00a3])")
_ARTICLE = re.compile(r"(?:An?|One|Our|Two|Three)\s(?:\(?\d\)?\s)?")
_GRADE = re.compile(r"\s(?:I{1,3}|IV|V|[1-5])$")
_ORDINAL = re.compile(
    r"(?:^|[.;:]\s)(?:and )?(?:the )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?"
    r"|fifth|finally|last(?:ly)?|one|another|the other|other)"
    r"(?:\s(?:one|role|job|position|opening))?(?:,?\s+(?:is|would be|we need))?(?:\s+for)?[,:]?\s+"
    r"(?=(?:an?|our|the)\s)(?:an?|our|the)\s"
    r"|(?:^|[.;:]\s)(?:(?:first|second|third|next|last|another) )?(?:job |role )?(?:title|role|job"
    r"|position|opening|vacancy)(?: (?:[A-E]|\d|one|two|three|four))?:\s+(?:an?\s)?(?=[A-Z])",
    re.IGNORECASE,
)


def begun(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that paragraphs begin with: `Lab Engineer to run the rig. £40k.`."""
    told = [(unmarked(line), *_first(unmarked(line))) for line in lines if _is_text(line)]
    found = [from_entry(common, Entry(name, text), line) for line, name, text in told if name]
    return found if len(found) >= FEWEST else []


def counted(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences count: `First, a Clerk. Second, a Cook.`."""
    found = [from_entry(common, entry) for line in lines for entry in _counted(line)]
    return found if len(found) >= FEWEST else []


def _is_text(line: str) -> bool:
    return "|" not in line and bool(re.search(r"[a-z)\dIVk][.!](?:\s|$)", line))


def _first(line: str) -> tuple[str, str]:
    """Return the job that a paragraph begins with, and the text that tells of it; or two ""."""
    first, *after = _SENTENCE.split(line)
    bare = _ARTICLE.sub("", first)
    name = _NAME_END.split(f"{bare} ", maxsplit=1)[0].strip()
    if not first[:1].isupper() or not _is_name(name):
        return "", ""
    pay = next((s for s in after[:FEWEST] if PAY.match(s)), "")
    return name, f"{first} | {pay}" if pay and not PAY.search(first) else first


def _is_name(name: str) -> bool:
    """Return whether a text is a job's name and nothing more: `Engineers love it` is more."""
    bare = _GRADE.sub("", name.split(" (", maxsplit=1)[0])
    words = title_words(bare)
    heads = [sign for sign in signs(words) if sign.is_head]
    whole = bool(heads) and heads[-1].last == len(words) - 1
    return whole and len(name.split()) <= LONGEST and job_name(name) == name


def _counted(line: str) -> Iterator[Entry]:
    starts = list(_ORDINAL.finditer(line))
    until = ends((match.start() for match in starts), len(line))
    for match, end in zip(starts, until, strict=True):
        text = line[match.end() : end].strip(" .;")
        name = job_name(_NAME_END.split(f"{text} ", maxsplit=1)[0])
        if name and len(name.split()) <= LONGEST:
            pay = pay_in(re.split(r"[.!?]\s", text, maxsplit=1)[0])
            yield Entry(name, f"{name} | {pay}" if pay else text)
