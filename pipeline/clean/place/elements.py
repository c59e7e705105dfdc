"""Split the text of a place into elements: names with all their possible meanings, in order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.clean.place.areas import areas
from pipeline.clean.place.names import (
    Element,
    city_of_district,
    is_part,
    named,
    names_unspaced,
    names_within,
    spaced,
)
from pipeline.clean.place.words import is_nowhere, spelled_out, without_noise, words
from pipeline.clean.workplace.words import phrases
from pipeline.text.fold import fold
from pipeline.text.scripts import CJK

UNSPACED_NAME = re.compile(f"[{CJK}]{{3}}")
OR = "[Oo]r|and|oder|und|ou|et|eller|och|og|lub|veya|ve|tai|или|sau|nebo|vagy"
SEPARATOR = re.compile(
    rf"\s*(?:([;|\n•·→&+]|(?<!\S)(?:{OR})(?!\S))|[,/:]|(?<=\s)[-\u2013\u2014](?=\s))\s*"
)
AROUND = " ,.*#-\u2013\u2014"
SHOUTED_OR = re.compile(r"(?<![,\s])\s+OR\s+(?!USA?\b|United States|\d|[-|(])")
LEFT_OVER = re.compile(r"\|\s+(?:OR|Or|or|and)\s+(?=\|)")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
NUMBERS = re.compile(r"(?<!\S)[+#]?\d[\d-]*(?:er?|ème|eme|º|ª)?(?!\S)")


POINTS = re.compile(r"(?<![A-Za-z.])([A-Z]{2,3})\.(?:([A-Z]{2,3})\.)?(?=[A-Z][A-Za-z])")
"""Codes joined to a town by points: `USA.VA.Reston`."""
WIDE = str.maketrans("\uff0c\u3001\uff1b\uff1a\uff0f\uff5c", ",,;:/|")
"""Wide signs of Chinese, Japanese and Korean, as the signs that separate names."""
EXCLUDED = re.compile(
    r"[,\s]*\b(?:excluding|except(?:ing| for)?|excl\.?|other than|but not|outside(?: of)?)\s"
    r"[^)\];|]*",
    re.IGNORECASE,
)
"""Areas where the job is not: `Canada, excluding Quebec`."""
ANSWERS = frozenset({"no", "in", "at", "to", "is", "it", "my", "me", "so", "as", "be", "am"})
"""Common words that are codes of countries in capitals: `Visa: no`."""
SETTLEMENTS = frozenset(
    ("Junction", "Heights", "Springs", "Falls", "Hills", "Mills", "Grove", "Township", "Village")
)
"""Words behind a town's name that make another town of it: `Annapolis Junction`."""
MISSING = re.compile(r"(?<![\w/])(?:nan|NaN|[Nn]one|NONE|null|NULL|[Nn]/[Aa])(?![\w/])")
"""A missing value that a program wrote as text."""


def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of a place's text, without words for remote, offices and similar."""
    if text.strip() in {"na", "NA"}:  # a missing value; beside others it is North America
        return ()
    text = EXCLUDED.sub(" ", text.translate(WIDE))
    text = POINTS.sub(lambda m: ", ".join(filter(None, m.groups())) + ", ", MISSING.sub("|", text))
    rest = LEFT_OVER.sub("| ", phrases("place").sub(" | ", spelled_out(text)))
    pieces = [(p, hard) for p, hard in _pieces(_main_text(rest)) if not is_nowhere(fold(p))]
    read = [_read(piece) for piece, _ in pieces]
    found: list[Element] = []
    for n, (piece, hard) in enumerate(pieces):
        after = read[n + 1] if n + 1 < len(pieces) and not pieces[n + 1][1] else []
        names = _whole(read[n], after, piece)
        for m, element in enumerate(names):
            start = m == 0 and (hard or not found)
            found.append(replace(element, break_before=start, run_on=m > 0))
    return tuple(found)


def _whole(names: list[Element], after: list[Element], piece: str) -> list[Element]:
    """Return the names in a piece, or the piece as one name if its parts do not fit what follows.

    `Palau solit i Plegamans, Catalonia` is not in Palau. New Heliopolis is not in Lebanon.
    """
    around = after[0].areas if after else ()
    known = [element for element in names if not element.unknown]
    if not around or not known or len(known) == len(names):
        return names
    countries = {area.country for area in around}
    fits = any(a.country in countries for e in known for a in e.areas)
    fits = fits or any(area.holds(c) for area in around for e in known for c in e.cities)
    return names if fits else [Element(without_noise(piece))]


def _main_text(text: str) -> str:
    """Return the text without brackets. Areas in them stay; other content only if it is all."""
    text = SHOUTED_OR.sub(" | ", text)
    outside = BRACKETS.sub(" ", text)
    alone = not any(fold(p) and not is_nowhere(fold(p)) for p, _ in _pieces(outside))
    return BRACKETS.sub(lambda m: _opened(m[1], alone=alone), text).translate(_LOOSE)


_LOOSE = str.maketrans("()[]", "||||")


def _opened(aside: str, *, alone: bool) -> str:
    if alone:
        return f" | {aside} | "
    parts = [without_noise(part.replace("-", " ")) for part, _ in _pieces(aside)]
    kept = [part for part in parts if part]
    return f", {', '.join(kept)}, " if kept and all(map(areas, kept)) else " "


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield (piece between separators, whether a hard separator stood before it)."""
    start, hard = 0, True
    for match in SEPARATOR.finditer(text):
        if _joins(text, match):
            continue
        if piece := NUMBERS.sub(" ", text[start : match.start()]).strip(AROUND):
            yield piece, hard
            hard = False
        hard = hard or bool(match[1])
        start = match.end()
    if piece := NUMBERS.sub(" ", text[start:]).strip(AROUND):
        yield piece, hard


def _joins(text: str, match: re.Match[str]) -> bool:
    """Return whether a separator is part of a name: `Bosnia and Herzegovina`, `Delhi / NCR`."""
    sign = match[0].strip()
    if sign not in {"/", "&"} and not sign.isalpha():
        return False
    before = re.split(r"[,;|/(]", text[max(0, match.start() - 60) : match.start()])[-1]
    after = re.split(r"[,;|/)]", text[match.end() : match.end() + 40])[0]
    if sign == "/":
        return fold(f"{before} {after}") in words("city")
    return bool(areas(f"{before.strip()} {sign.replace('&', 'and')} {after.strip()}"))


def _read(piece: str) -> list[Element]:
    """Return the elements of one piece: all of it, or without noise words, or the names in it."""
    if len(piece) == 2 and piece.islower() and piece not in ANSWERS:
        piece = piece.upper()  # `St. Louis, MO, us`: a separate code between commas
    rest = without_noise(piece)
    bare, whole = named(rest), named(piece)
    if not rest:
        return [whole] if whole.nickname else []
    if not whole.unknown and not is_part(whole, bare):
        return [city_of_district(whole)]
    apart = bare if not bare.unknown else named(without_noise(spaced(piece)))
    if not apart.unknown:
        return [city_of_district(apart)]
    names = list(names_unspaced(rest) if UNSPACED_NAME.search(rest) else names_within(rest))
    return [Element(rest)] if _is_settlement(names) else names


def _is_settlement(names: list[Element]) -> bool:
    """Return whether a town's name and a word such as Junction are one unknown town's name."""
    pair = len(names) == len(("town", "word"))
    return pair and names[1].text in SETTLEMENTS and bool(names[0].cities)
