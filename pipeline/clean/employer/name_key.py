"""Compute the key of an employer's name, the same for its spellings."""

import re

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employer.company import read_company
from pipeline.rules.rows.employer import LegalForm
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name
from pipeline.text.scripts import HAS_CJK

WORD = re.compile(r"[^\W_]+")
AND = re.compile(r"\s*[&+]\s*")
# A former name, a parent company and the end of a site's address are not part of the name.
BESIDE = re.compile(
    r"\s*\((?:formerly|previously|fka|f/k/a|ex|acquired by|part of|now)\b[^)]*\)"
    r"|,? (?:an?|part of the) [\w ]+ company$|\.com$",
    re.IGNORECASE,
)
LONGEST = 7
"""Words of the longest legal form: S. de R.L. de C.V."""
ARTICLES = frozenset({"the"})


def name_key(name: str) -> str:
    """Return the key of an employer's name: the same for all its spellings, empty for no name.

    The key has no case, accents, spaces, punctuation, legal form and `The`: `OpenAI, Inc.` and
    the board token `openai` are both `openai`. Names that differ otherwise (`Acme`, `Acme Labs`)
    are two employers.
    """
    return "".join(name_words(name))


@cached_reader(65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of which `name_key` is made, in their order."""
    words = _words(_parted(BESIDE.sub("", read_company(name) or "")))
    while (size := _form(words, "after")) > 0:
        words = words[:-size]
    if (size := _form(words, "before")) > 0:
        words = words[size:]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return tuple(words)


def _parted(name: str) -> str:
    """Return a name with spaces around its legal form, which CJK languages write without."""
    return _joined().sub(" \\g<0> ", name) if HAS_CJK.search(name) else name


@cached_file
def _joined() -> re.Pattern[str]:
    rows = read_rules(LegalForm)
    forms = {row.phrase for row in rows if HAS_CJK.search(row.phrase) and "(" not in row.phrase}
    any_form = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(f"^(?:{any_form})|(?:{any_form})$")


def _form(words: list[str], side: str) -> int:
    """Return how many words at one end are a legal form. It is never all words."""
    for size in range(min(LONGEST, len(words) - 1), 0, -1):
        end = words[-size:] if side == "after" else words[:size]
        if "".join(end) in _forms(side):
            return size
    return 0


@cached_file
def _forms(side: str) -> frozenset[str]:
    rows = read_rules(LegalForm)
    return frozenset("".join(_words(row.phrase)) for row in rows if row.use == side)


def _words(name: str) -> list[str]:
    """Return the words of a name; S.A. and K.K. are one word each."""
    bare = same_name(name).replace(".", "").replace("'", "")
    return WORD.findall(AND.sub(" and ", bare.replace("\u2019", "")))
