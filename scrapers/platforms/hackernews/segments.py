"""Classify one segment of a "Who is hiring?" comment: job, place, pay, contract or link."""

import re
from dataclasses import dataclass

from pipeline.caches import cached_reader
from pipeline.clean.place.place import read_place
from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.clean.title.concepts import signs
from pipeline.clean.title.title_words import title_words

_CURRENCIES = r"(?:USD|EUR|GBP|CAD|AUD|NZD|CHF|SGD|INR|PLN|SEK|NOK|DKK|JPY|BRL)"
_SIGN = r"(?:\b(?:US|CA?|AU?|NZ|S|HK|R)\$|[$€£₹¥])"
PAY = re.compile(
    rf"{_SIGN}\s?\d|\b{_CURRENCIES}\s?\d"
    rf"|\d[\d.,]{{0,12}}\s?k?\s?(?:[$€£₹¥]|{_CURRENCIES}\b)"
    r"|\b\d{2,3}\s?k?\s?(?:-|\u2013|\u2014|to)\s?\d{2,3}\s?k\b|\b\d{2,3}k\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:from|starting (?:at|from)|at least|up to|max(?:imum)?|min(?:imum)?|ote|base)[\s:]*$",
    re.IGNORECASE,
)
# Other money: an amount that a company raised, earns or is worth.
_FUNDS = re.compile(
    r"\d\s?(?:mm?|bn?|million|billion)\b|\b(?:raised|series|seed|funding|funded|arr|revenue|backed)\b",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:com|io|ai|co|dev|org|net|app|tech|so|xyz)\b\S*")
WORKPLACE = re.compile(
    r"\b(?:remote|on[- ]?site|hybrid|in[- ]office|in[- ]person|wfh)\b", re.IGNORECASE
)
CONTRACT = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract(?:or|ing)?|contract[- ]to[- ]hire|freelance"
    r"|permanent|temporary|intern(?:ship)?s?|fte|co-?op)\b",
    re.IGNORECASE,
)
HIRING = re.compile(r"\b(?:hiring|looking for|seeking)\s+((?:[\w/+.&',-]+ ?){1,14})", re.IGNORECASE)
# What a job offers besides its place and its figure; no employer is named so.
_TERMS = re.compile(
    r"\b(?:salary|equity|compensation|competitive|benefits|bonus|visa|sponsorship|relocation"
    r"|stack|open source|multiple (?:roles|positions)|various roles)\b",
    re.IGNORECASE,
)
# Filler words that may surround those words.
_AROUND = re.compile(r"\b(?:or|and|only|position|role|ok|friendly|first)\b|[^\w]+", re.IGNORECASE)
# Short forms that the title rules read only with context.
_SHORT = re.compile(r"\b(?:SWE|SDE|SRE|MLE|PM|TPM|EM)s?\b|\bEngs?\b|\bLeads?$")
# A field of work that stands for its jobs beside a list of jobs, or where no job is named.
_DEPARTMENT = re.compile(
    r"(?:[A-Z][\w/&+-]* ){0,3}(?:Design|Engineering|Marketing|Sales|Operations|Ops|Growth"
    r"|Recruiting|Support|Research|Security|QA|BDR|SDR)"
)
# Text that follows a job's name on its line.
_NAME_END = re.compile(
    r"\s[-\u2013\u2014]\s|:\s|\s\((?=[^)]{0,60}(?:remote|on-?site|hybrid|[$€£]))", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    r"^(?:(?:hiring|seeking)\s+|\d{1,2}x?\s+(?!years))?(?:an?|our|the|multiple|several|more)?\b\s*",
    re.IGNORECASE,
)
# Words that end a job's name: "AI for engineers" names a product.
_AFTER = re.compile(r"\s(?:for|that|who|which|to|helping|is|are|with)\s", re.IGNORECASE)
_SEVERAL = re.compile(r",\s(?:and\s)?|;|\s?/\s?|\s(?:and|&|\+)\s")
_LIST_HEAD = re.compile(
    r"^\s*(?:now )?(?:hiring|open (?:roles|positions)|roles|positions|openings)\s*:\s*",
    re.IGNORECASE,
)
_DIMENSION = re.compile(r"[234]D\b")
_CAPITALISED = re.compile(r"[A-Z][\w&+.'-]*(?: [A-Za-z&][\w&+.'-]*){0,3}")
TWO = 2
"""So many known jobs make the other parts of a list jobs, too."""
_SEVERAL_DASHED = re.compile(rf"{_SEVERAL.pattern}|(?:^|\s)-\s")
LONGEST = 90  # characters of a job's name at most; measured names have up to 70


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its text, the jobs it names, and its other values."""

    text: str
    kind: str  # title | place | salary | contract | link | terms | other
    workplace: str = ""
    contract: str = ""
    salary: str = ""


@cached_reader(16_384)
def read_segment(text: str) -> Segment:
    """Return the values of a segment. Its kind is that of the main value."""
    named = {w.casefold() for w in WORKPLACE.findall(text)}
    workplace = named.pop() if len(named) == 1 else ""  # with several, the whole segment is read
    contract = " ".join(dict.fromkeys(w.casefold() for w in CONTRACT.findall(text)))
    salary = pay_in(text)
    without_pay = text.replace(salary, "") if salary else text
    return Segment(text, _kind(text, without_pay, salary), workplace, contract, salary)


def _kind(text: str, without_pay: str, salary: str) -> str:
    if not LINK.sub("", text).strip(" ()<>"):
        return "link"
    if not _AROUND.sub("", CONTRACT.sub("", WORKPLACE.sub("", text))):
        return "place" if WORKPLACE.search(text) else "contract"
    if job_names(without_pay):
        return "title"
    return "salary" if salary else _lesser_kind(text)


def _lesser_kind(text: str) -> str:
    """Return the kind of a segment with neither a job nor pay."""
    if _is_skills(text):
        return "terms"
    if WORKPLACE.search(text) or _is_place(text):
        return "place"
    if CONTRACT.search(text):
        return "contract"
    return "terms" if _TERMS.search(text) or _FUNDS.search(text) else "other"


def pay_in(text: str) -> str:
    """Return the text from the first pay up to the bracket that encloses it; "" without pay.

    A word before it that says which end it is (`from`, `up to`) belongs to it.
    """
    found = PAY.search(text)
    if found is None or _FUNDS.search(text):
        return ""
    led = _LEADING.search(text[: found.start()])
    rest = text[led.start() if led else found.start() :]
    closing = rest.find(")")
    return rest[:closing] if closing >= 0 and "(" not in rest[:closing] else rest


def job_name(text: str) -> str:
    """Return a text that is the name of a job, without place or pay after it; or ""."""
    name = LINK.sub("", text).split("|")[0].strip(" \t-\u2013\u2014*•·:,;.!")
    if pay := PAY.search(name):
        name = name[: pay.start()]
    name = _BEFORE_NAME.sub("", _NAME_END.split(name)[0])
    name = name.replace("()", "").strip(" (,;.!-\u2013\u2014")
    if not name or len(name) > LONGEST or not (name[0].isalpha() or _DIMENSION.match(name)):
        return ""
    front = _AFTER.split(f"{name} ")[0].rstrip()
    return name if _SHORT.search(front) or any(s.is_head for s in signs(title_words(front))) else ""


def job_names(text: str) -> list[str]:
    """Return the jobs that a text names: several only where each part alone is a job.

    A single word is not a job: in "Staff and Senior SWEs" the first word is a level.
    """
    listed = _LIST_HEAD.sub("", text)
    several = _SEVERAL if listed == text else _SEVERAL_DASHED
    parts = [part for part in several.split(listed) if part.strip(" -")]
    named = [job_name(part) for part in parts]
    if not any(named):
        return []
    if len(parts) > 1 and all(" " in n or n.isupper() or _SHORT.search(n) for n in named if n):
        names = [n or _other_name(part) for n, part in zip(named, parts, strict=True)]
        if all(names) and (all(named) or sum(map(bool, named)) >= TWO or _department(parts[-1])):
            return names
    return [name] if (name := job_name(text)) else []


def _other_name(text: str) -> str:
    """Return a part of a list of jobs that names one without a known head: `DevRel`."""
    name = text.strip(" .")
    return name if _department(name) or _CAPITALISED.fullmatch(name) else ""


def _department(text: str) -> str:
    return text.strip() if _DEPARTMENT.fullmatch(text.strip()) else ""


def department_names(segment: Segment) -> list[str]:
    """Return the fields of work that a segment consists of; an empty list for any other."""
    parts = [part.strip() for part in _SEVERAL.split(segment.text)]
    unclear = segment.kind == "other" and all(map(_DEPARTMENT.fullmatch, parts))
    return parts if unclear else []


def _is_skills(text: str) -> bool:
    """Return whether each part of a list names a skill: `Rust, Spark` is not a town."""
    parts = [part.strip().casefold() for part in text.split(",")]
    named = {skill.text.casefold() for skill in find_skills(text)}
    return len(parts) > 1 and named.issuperset(parts)


def _is_place(text: str) -> bool:
    return any(read_place(text).values.values())
