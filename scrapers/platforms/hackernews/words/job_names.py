"""Find the jobs that a piece of a "Who is hiring?" comment names, and what is said of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.caches import cached_reader
from pipeline.clean.title.concepts import signs
from pipeline.clean.title.title_words import title_words
from scrapers.platforms.hackernews.words.fields_of_work import DEPARTMENT, department, is_built
from scrapers.platforms.hackernews.words.money import PAY, without_lead
from scrapers.platforms.hackernews.words.shared_noun import with_shared_noun
from scrapers.platforms.hackernews.words.vocabulary import LINK, OFFERS, is_only_terms

# Short forms that the title rules read only with context.
_SHORT = re.compile(
    r"\b(?:SWE|SDE|SRE|MLE|PM|TPM|EM)(?:-?\d|s)?\b|\bEngs?\b|\bLeads?$|\b[Dd]evs?\b|^Interns?\b"
)
# Text that follows a job's name on its line.
_NAME_END = re.compile(
    r"\s[-\u2013\u2014]\s|:\s|\s@\s?(?=\w)|,\s(?=one\b)|,\s(?=(?:fully\s)?(?:remote|on-?site"
    r"|hybrid)"
    r"(?:$|[,.;]|\s(?:in|from|within|or|only|ok|possible|too|anywhere)\b))"
    r"|\s\((?=[^)]{0,60}(?:remote|on-?site|hybrid|[$€£]))",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    rf"^(?:(?:we(?:['\u2019]re| are)\s+)?(?:{OFFERS}|join us as):?\s+"
    r"|(?:nous (?:cherchons|recrutons)|on cherche|wir suchen|buscamos|cerchiamo|we zoeken)\s+"
    r"(?:(?:aussi|auch|tambi\u00e9n|anche|ook)\s+)?(?:une?|eine[/:*]n|einen?|eine|una?|een)?\b\s*"
    r"|\d{1,2}x?\s+(?!years))?"
    r"(?:the same (?:job|role|position),\s|an?\b|one more\b|one\b|two\b|three\b|four\b|our\b"
    r"|the\b|multiple\b|several\b|more\b)?\s*(?:first\s+)?",
    re.IGNORECASE,
)
_OFFER = re.compile(rf"(?:we(?:['\u2019]re| are)\s+)?{OFFERS}", re.IGNORECASE)
ENDS = " \t([,;:.!-\u2013\u2014*•·"
# Words that end a job's name: "AI for engineers" names a product.
_AFTER = re.compile(r"\s(?:for|that|who|which|to|helping|is|are|with)\s", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:at|of) (?:all|any|every) levels?\b.*|\s+[x\u00d7]\s?\d{1,2}$|\s+(?:roles?|openings?)$"
    r"|\s\((?:several|multiple|various|all|different) [^()]*\)?$"
    r"|\s+(?:wanted|needed)(?:,? too| also| as well)?$",
    re.IGNORECASE,
)
"""Words behind a name that say how many: `engineers at all levels`, `Developer x2`."""
_SEVERAL = re.compile(
    r",\s(?:and\s)?|[;\u3001\uff0c]"
    r"|\s?/\s?(?!(?:month|mo|hr|hour|h|yr|year|day|d|week|annum|m[e\u00ea]s|mois|monat|jahr"
    r"|stunde|m\u00e5n|heure|hora|ora|uur|maand|[a-z])\b)|\s(?:and|&|\+|or|OR)\s"
)
_LIST_HEAD = re.compile(
    r"^\s*(?:(?:we(?:['\u2019]re| are) )?(?:now |currently )?(?:hiring(?: for)?|looking for|seeking"
    r"|recruiting)(?: (?:for )?(?:\d|two|three|four|several|multiple) (?:people|roles|positions))?"
    r"|(?:open |current )?(?:roles|positions|openings|jobs))\s*:\s*",
    re.IGNORECASE,
)
_DEPENDING = re.compile(r",? (?:depending|based) on\b.*", re.IGNORECASE)
_BEGINS = re.compile(r"[^\W\d_]|[234]D\b|\.NET\b", re.IGNORECASE)
_SPEAKER = re.compile(
    r"(?:(?:Hi|Hello|Hey)\b\W*(?:\w+\W+)?)?(?:[Ww]e|[Yy]ou|I|[Oo]ur|[Tt]hey|It|[Tt]his|[Tt]here)(?:['\u2019]|\s)"
)
"""Words that begin a sentence and no job."""
_CAPITALISED = re.compile(r"[A-Z][\w&+.'-]*(?: [A-Za-z&][\w&+.'-]*){0,3}")
_SENTENCE_END = re.compile(r"(?<=[a-z]{4})[.!?]\s(?=[A-Z])|(?<=\s[IV]{2})\.\s(?=[A-Z])")
_BRACKET = re.compile(r"\s*\([^()]*\)?$")
LEVELS = frozenset(
    {"staff", "senior", "junior", "principal", "lead", "mid", "graduate", "graduates", "intern"}
) | {"interns", "entry", "founding", "head", "associate", "full stack", "backend", "frontend"}
"""Words that alone are a level or a field of the job beside them, and no job."""
_ANYBODY = frozenset({"employee", "employees", "person", "people", "hire", "hires", "worker"})
"""Words for anybody, and no job."""
TWO = 2
"""So many known jobs make the other parts of a list jobs, too."""
_SEVERAL_DASHED = re.compile(rf"{_SEVERAL.pattern}|(?:^|\s)-\s")
LONGEST = 90  # characters of a job's name at most; measured names have up to 70
_DETAIL = re.compile(r"[\s(]*(?:up to|from|ote|base|salary|equity|[\d.]+\s?%)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A job of a list: its name, and the text of its part of the list."""

    name: str
    text: str


def job_name(text: str) -> str:
    """Return a text that is the name of a job, without place or pay after it; or ""."""
    name = LINK.sub("", text).split("|")[0].lstrip(" \t-\u2013\u2014*•·:,;!").rstrip(ENDS)
    if pay := PAY.search(name):
        name = without_lead(name[: pay.start()]).rstrip(ENDS)
    named = _NAME_END.split(_SENTENCE_END.split(name)[0])[0]
    name = _TAIL.sub("", _BEFORE_NAME.sub("", named))
    if _OFFER.match(named):  # a sentence may tell what the job is for
        name = _AFTER.split(name)[0]
    name = name.replace("()", "").lstrip(" (,;!-\u2013\u2014").rstrip(ENDS)
    if (
        name.casefold() in _ANYBODY
        or len(name) > LONGEST
        or not _BEGINS.match(name)
        or _SPEAKER.match(name)
    ):
        return ""
    front = _AFTER.split(f"{name} ")[0].rstrip()
    return name if _SHORT.search(front) or any(s.is_head for s in signs(title_words(front))) else ""


def job_names(text: str) -> list[str]:
    """Return the jobs that a text names: several only where each part alone is a job."""
    return [entry.name for entry in entries(text)]


@cached_reader(16_384)
def entries(text: str) -> list[Entry]:
    """Return the jobs of a list. Pay or terms behind a comma belong to the job before them.

    A level is not a job: in "Staff and Senior SWEs" the first word is one.
    """
    text = _DEPENDING.sub("", text)
    listed = _LIST_HEAD.sub("", text)
    several = _SEVERAL if listed == text else _SEVERAL_DASHED
    parts = with_details(part for part in split_list(listed, several) if part.strip(" -"))
    parts = with_shared_noun(listed, _with_teams(parts))
    named = [job_name(part) for part in parts]
    if not any(named):
        return []
    if len(parts) > 1 and named[0] and all(map(_is_level, parts[1:])):
        return [Entry(job_name(listed), listed)]
    if len(parts) > 1 and all(map(_may_be_listed, named, parts)):
        names = [n or _other_name(part) for n, part in zip(named, parts, strict=True)]
        if all(names) and (all(named) or sum(map(bool, named)) >= TWO or _are_fields(named, parts)):
            return [
                Entry(_full_name(part) if _is_short(name, names) else name, part)
                for name, part in zip(names, parts, strict=True)
            ]
    return [Entry(name, listed)] if (name := job_name(listed)) else []


def split_list(text: str, several: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts of a list. Separators in brackets part nothing."""
    start = counted = depth = 0
    for match in several.finditer(text):
        depth += text.count("(", counted, match.start()) - text.count(")", counted, match.start())
        counted = match.start()
        if depth <= 0:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def with_details(parts: Iterator[str]) -> list[str]:
    """Return the parts of a list, with pay and terms joined to the part before."""
    joined: list[str] = []
    for part in parts:
        detail = PAY.match(part.strip(" (~")) or _DETAIL.match(part) or is_only_terms(part)
        if joined and detail:
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _with_teams(parts: list[str]) -> list[str]:
    """Return the parts; where each has its pay, a job without pay with the team behind it.

    `Analyst ($90k), Software Engineer, Lab Automation ($150k), Director ($200k)`.
    """
    paid = [bool(PAY.search(part)) for part in parts]
    if sum(paid) <= TWO or all(paid):
        return parts
    joined: list[str] = []
    for n, part in enumerate(parts):
        team = n > 0 and paid[n] and not paid[n - 1] and not job_name(part)
        if team and job_name(parts[n - 1]):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _is_level(part: str) -> bool:
    """Return whether a part is a level, with or without pay: `Staff ($190k-280k)`."""
    return _full_name(part).casefold() in LEVELS


def _are_fields(named: list[str], parts: list[str]) -> bool:
    """Return whether the field of work behind jobs is one, too: `Engineers, Design`.

    Behind one engineer it is what that engineer builds: `Software Engineer, Android`.
    """
    several = named[0].endswith("s") or len(parts) > TWO
    return bool(department(parts[-1])) and (several or not is_built(parts[-1]))


def _may_be_listed(name: str, part: str) -> bool:
    return name.casefold() not in LEVELS or bool(_SHORT.search(name) or PAY.search(part))


def _is_short(name: str, names: list[str]) -> bool:
    """Return whether a name needs its words behind a dash: two jobs have it, or it is one word."""
    return names.count(name) > 1 or name in {"Intern", "Interns", "Lead"}


def _full_name(part: str) -> str:
    """Return a job's name with the words behind a dash, which tell it from its namesakes."""
    pay = PAY.search(part)
    return (part[: pay.start()] if pay else part).strip(" (,:;.-\u2013\u2014")


def _other_name(text: str) -> str:
    """Return a part of a list of jobs that names one without a known head: `DevRel`."""
    pay = PAY.search(text)
    name = (text[: pay.start()] if pay else text).strip(" .(,:-\u2013\u2014")
    bare = _BRACKET.sub("", name)
    return name if department(bare) or _CAPITALISED.fullmatch(bare) else ""


def departments(text: str) -> list[str]:
    """Return the fields of work that a text consists of; an empty list for any other text."""
    parts = [part.strip() for part in split_list(text, _SEVERAL)]
    bare = [_BRACKET.sub("", part) for part in parts]
    return parts if all(map(DEPARTMENT.fullmatch, bare)) else []


def opens_unknown(text: str) -> bool:
    """Return whether no title rule knows the first word of a text: `Skylark Courier`."""
    words = title_words(text)
    known = any(sign.first == 0 for sign in signs(words))
    return bool(words) and not known and words[0].text not in LEVELS


def is_field(text: str) -> bool:
    """Return whether a text is a field of work that the title rules know: `Applied AI`."""
    found = signs(title_words(text))
    return bool(found) and not any(sign.is_head for sign in found) and found[0].whole
