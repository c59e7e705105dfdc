"""What one piece of a "Who is hiring?" comment says: a job, a place, pay, a contract, a link."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.clean.place.place import read_place
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
# Money that is nobody's pay: what a company raised, earns or is worth.
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
# What may stand around those words without saying anything itself.
_AROUND = re.compile(r"\b(?:or|and|only|position|role|ok|friendly|first)\b|[^\w]+", re.IGNORECASE)
# Short forms that the words of titles leave to their context.
_SHORT = re.compile(r"\b(?:SWE|SDE|SRE|MLE|PM|TPM|EM)s?\b|\bLeads?$")
# What follows a job's name on its line.
_NAME_END = re.compile(
    r"\s[-\u2013\u2014]\s|:\s|\s\((?=[^)]{0,60}(?:remote|on-?site|hybrid|[$€£]))", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    r"^(?:(?:hiring|seeking)\s+|\d{1,2}x?\s+(?!years))?(?:an?|our|the|multiple|several|more)?\b\s*",
    re.IGNORECASE,
)
# What a job's name ends before: "AI for engineers" names a product.
_AFTER = re.compile(r"\s(?:for|that|who|which|to|helping|is|are|with)\s", re.IGNORECASE)
_SEVERAL = re.compile(r",\s(?:and\s)?|;|\s?/\s?|\s(?:and|&|\+)\s")
LONGEST = 90  # characters a job's name has at most; measured names end near 70


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece: its words, which of them name a job, and what else they say."""

    text: str
    kind: str  # title | place | salary | contract | link | other
    workplace: str = ""
    contract: str = ""
    salary: str = ""


@lru_cache(maxsize=16_384)
def read_segment(text: str) -> Segment:
    """Return what a piece says; the kind is what most of it is about."""
    named = {w.casefold() for w in WORKPLACE.findall(text)}
    workplace = named.pop() if len(named) == 1 else ""  # of several, the whole piece tells
    contract = " ".join(dict.fromkeys(w.casefold() for w in CONTRACT.findall(text)))
    salary = pay_in(text)
    without_pay = text.replace(salary, "") if salary else text
    return Segment(text, _kind(text, without_pay, salary), workplace, contract, salary)


def _kind(text: str, without_pay: str, salary: str) -> str:
    if not LINK.sub("", text).strip(" ()<>"):
        return "link"
    if not _AROUND.sub("", CONTRACT.sub("", WORKPLACE.sub("", text))):
        return "place" if WORKPLACE.search(text) else "contract"
    if job_name(without_pay):
        return "title"
    if salary:
        return "salary"
    if WORKPLACE.search(text) or _is_place(text):
        return "place"
    return "contract" if CONTRACT.search(text) else "other"


def pay_in(text: str) -> str:
    """Return the words from the first pay on, up to a bracket that closes around it; or ""."""
    found = PAY.search(text)
    if found is None or _FUNDS.search(text):
        return ""
    rest = text[found.start() :]
    closing = rest.find(")")
    return rest[:closing] if closing >= 0 and "(" not in rest[:closing] else rest


def job_name(text: str) -> str:
    """Return the name of a job where a text is one, without a place or pay after it; or ""."""
    name = LINK.sub("", text).split("|")[0].strip(" \t-\u2013\u2014*•·:,;.!")
    if pay := PAY.search(name):
        name = name[: pay.start()]
    name = _BEFORE_NAME.sub("", _NAME_END.split(name)[0])
    name = name.replace("()", "").strip(" (,;.!-\u2013\u2014")
    if not name or len(name) > LONGEST or not name[0].isalpha():
        return ""
    front = _AFTER.split(f"{name} ")[0].rstrip()
    return name if _SHORT.search(front) or any(s.is_head for s in signs(title_words(front))) else ""


def job_names(text: str) -> list[str]:
    """Return the jobs a text names: several only where each part is a job by itself.

    A single word is none: of "Staff and Senior SWEs" the first is a level.
    """
    parts = [job_name(part) for part in _SEVERAL.split(text)]
    if len(parts) > 1 and all(" " in p or p.isupper() or _SHORT.search(p) for p in parts):
        return parts
    return [name] if (name := job_name(text)) else []


def _is_place(text: str) -> bool:
    return any(read_place(text).values.values())
