"""Find the jobs that a sentence in another language offers: `Wir suchen eine/n Buchhalter/in`.

The object of such a sentence is a job, whatever its words.
"""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.job_names import Entry
from scrapers.platforms.hackernews.opening import Opening, from_entry

LONGEST = 6
"""Words of a job's name at most."""
_ARTICLE = (
    r"(?:einen?|eine(?:[/:*]n)?|une?|des|una?|unos|unas|um|uma|uno|een|en|ett|et|ei|et|jednego|\d)"
)
_OFFER = re.compile(
    r"\b(?:wir (?:suchen|brauchen)|gesucht(?: wird| werden)?|(?:suchen|brauchen) wir"
    r"|nous (?:re)?cherchons|nous recrutons"
    r"|on (?:re)?cherche|on recrute|buscamos|contratamos|necesitamos|procuramos|precisamos de"
    r"|cerchiamo|assumiamo|wij zoeken|we zoeken|zoeken wij|vi s\u00f6ker|vi s\u00f8ker"
    r"|vi s\u00f8ger|vi letar efter|vi leter etter|vi leder efter|szukamy|poszukujemy|zatrudnimy"
    r"|etsimme|haemme|keres\u00fcnk|hled\u00e1me|c\u0103ut\u0103m)\b:?\s+([^!?\n]{4,300})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf",\s+(?={_ARTICLE}\s)|,?\s+(?:und|sowie|et|y|e|en|och|og|oraz|i|ja|\u00e9s|a)\s+(?={_ARTICLE}\s)",
    re.IGNORECASE,
)
_WITHOUT_ARTICLE = re.compile(
    r",\s+|\s+(?:und|sowie|et|y|e|en|och|og|oraz|i|ja|\u00e9s|a)\s+", re.IGNORECASE
)
_FIRST = re.compile(
    rf"^(?:(?:auch|aussi|tambi\u00e9n|tamb\u00e9m|anche|ook|ocks\u00e5|ogs\u00e5|noch)\s+)?(?:{_ARTICLE}\s+)?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s(?:f\u00fcr|mit|zur?|zum|in|im|der|die|das|ab|bei|pour|avec|chez|\u00e0|au|en|qui|para|con"
    r"|que|com|no|na|per|che|voor|met|die|bij|op|till|f\u00f6r|med|som|til|for|p\u00e5|do|z|w)\s"
    r"|[.;:]\s|[.;:]$|\s\((?=[^)]*[\d%])|,\s",
    re.IGNORECASE,
)


def offered(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences offer in a language other than English."""
    return [
        from_entry(common, Entry(name, part))
        for line in lines
        for match in _OFFER.finditer(line)
        for part in _parts(re.split(r"\.\s", match[1], maxsplit=1)[0])
        if (name := _name(part))
    ]


def _parts(text: str) -> list[str]:
    bare = not re.match(rf"{_ARTICLE}\s", text, re.IGNORECASE)
    return [part for part in (_WITHOUT_ARTICLE if bare else _BETWEEN).split(text) if part]


def _name(part: str) -> str:
    name = _END.split(f"{_FIRST.sub('', part)} ", maxsplit=1)[0].strip(" ,.")
    return name if 0 < len(name.split()) <= LONGEST and name[0].isalpha() else ""
