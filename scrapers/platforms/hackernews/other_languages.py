"""Find the jobs that a sentence in another language offers: `Wir suchen eine/n Buchhalter/in`.

The object of such a sentence is a job, whatever its words.
"""

import re
from collections.abc import Sequence

from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import Entry, job_name, split_list, with_details

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+")
LONGEST = 6
"""Words of a job's name at most."""
_ARTICLE = (
    r"(?:einen?|eine(?:[/:*]n)?|une?|un\(e\)|un[/\u00b7.]e|des|una?|unos|unas|um|uma|uno|een|en"
    r"|ett|et|ei|et|jednego|\d)"
)
_OFFER = re.compile(
    r"\b(?:wir (?:suchen|brauchen)|gesucht(?: wird| werden)?|(?:suchen|brauchen) wir"
    r"|nous (?:re)?cherchons|nous recrutons"
    r"|on (?:re)?cherche|on recrute|buscamos|contratamos|necesitamos|procuramos|precisamos de"
    r"|cerchiamo|assumiamo|wij zoeken|we zoeken|zoeken wij|vi s\u00f6ker|vi s\u00f8ker"
    r"|(?:sucht|suchen|recherche|recrute|busca|contrata|procura|zoekt|zoeken|s\u00f6ker|s\u00f8ker"
    r"|s\u00f8ger|szuka|hled\u00e1)(?= (?:einen?|eine[/:*]n|une?|un\(e\)|una?|um|uma|een|en|ett"
    r"|et|ei"
    r"|[A-Z\u00c0-\u00dd]))|p\u00e5 udkig efter"
    r"|vi s\u00f8ger|vi letar efter|vi leter etter|vi leder efter|szukamy|poszukujemy|zatrudnimy"
    r"|etsimme|haemme|keres\u00fcnk|hled\u00e1me|c\u0103ut\u0103m)\b:?\s+([^!?\n]{4,300})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf",\s+(?={_ARTICLE}\s)|,?\s+(?:und|sowie|et|y|e|en|och|og|oraz|i|ja|\u00e9s"
    rf"|a)\s+(?={_ARTICLE}\s)",
    re.IGNORECASE,
)
_WITHOUT_ARTICLE = re.compile(
    r",\s+|\s+(?:und|sowie|et|y|e|och|og|oraz|i|ja|\u00e9s|a)\s+", re.IGNORECASE
)
_FIRST = re.compile(
    rf"^(?:(?:auch|aussi|tambi\u00e9n|tamb\u00e9m|anche|ook|ocks\u00e5|ogs\u00e5"
    rf"|noch)\s+)?(?:{_ARTICLE}\s+)?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s(?:f\u00fcr|mit|aus|als|zur?|zum|in|im|der|die|das|ab|bei|pour|avec|chez|\u00e0|au|en"
    r"|qui|para|con"
    r"|que|com|no|na|per|che|voor|met|die|bij|op|till|f\u00f6r|med|som|til|for|p\u00e5|do|z|w)\s"
    r"|[.;:]\s|[.;:]$|\s\((?=[^)]*[\d%])|,\s",
    re.IGNORECASE,
)


_PLACED = re.compile(
    r"\s(?:in|aus|\u00e0|en|em|a|te|i|w|f\u00fcr|pour|para|per|voor|f\u00f6r|till)\s+\w",
    re.IGNORECASE,
)
_ALSO = (
    r"(?:au\u00dferdem|zudem|zus\u00e4tzlich|auch|noch|aussi|\u00e9galement|tambi\u00e9n"
    r"|adem\u00e1s|tamb\u00e9m|al\u00e9m disso|anche|inoltre|ook|daarnaast|ocks\u00e5|dessutom"
    r"|ogs\u00e5"
    r"|tak\u017ce|r\u00f3wnie\u017c)"
)
_FURTHER = re.compile(rf"\b{_ALSO}\b[^.:!?]{{0,30}}", re.IGNORECASE)
_FURTHER_HEAD = re.compile(rf"^{_ALSO}(?: \w+){{0,2}}:\s+(.{{4,300}})", re.IGNORECASE)


def also_offered(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences offer beside others: `Außerdem: Werkstudent, 15 €/h`."""
    heads = ((line, match[1]) for line in lines if (match := _FURTHER_HEAD.match(line)))
    found = [
        from_entry(common, Entry(name, part), line)
        for line, text in heads
        for part in with_details(iter(_parts(_SENTENCE_END.split(text, maxsplit=1)[0])))
        if (name := _name(part)) and (name[0].isupper() or job_name(name))
    ]
    said = [s for line in lines for s in _SENTENCE_END.split(line) if _FURTHER.search(s)]
    return found or offered(common, said)


def offers(line: str) -> bool:
    """Return whether a line offers a job in a language other than English."""
    return bool(_OFFER.search(line))


def offered(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences offer in a language other than English."""
    return [
        from_entry(common, Entry(name, part))
        for line in lines
        for match in _OFFER.finditer(line)
        for part in with_details(iter(_parts(re.split(r"\.\s", match[1], maxsplit=1)[0])))
        if (name := _name(part))
    ]


def _parts(text: str) -> list[str]:
    """Return the parts of a list. What stands behind a place or a reason is none."""
    if re.match(rf"{_ARTICLE}\s", text, re.IGNORECASE):
        return [part for part in split_list(text, _BETWEEN) if part]
    parts = [part for part in split_list(text, _WITHOUT_ARTICLE) if part]
    last = next((n for n, part in enumerate(parts) if _PLACED.search(part)), len(parts))
    return parts[: last + 1]


def _name(part: str) -> str:
    name = _END.split(f"{_FIRST.sub('', part)} ", maxsplit=1)[0].strip(" ,.")
    if name.count("(") > name.count(")"):
        name = name.rpartition(" (")[0]
    return name if 0 < len(name.split()) <= LONGEST and name[0].isalpha() else ""
