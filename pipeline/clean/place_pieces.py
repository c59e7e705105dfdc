"""Cut the text of a place into elements: names with all they may mean, in the order given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.clean.gazetteer import City, cities
from pipeline.clean.place_areas import Area, areas
from pipeline.clean.place_key import fold
from pipeline.clean.place_words import is_nowhere, without_noise, words
from pipeline.clean.workplace_words import phrases

LONGEST_NAME = 5  # words
LONGEST_UNSPACED = 8  # characters
IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}")
MUCH_LARGER = 20
SEPARATOR = re.compile(
    r"\s*(?:([;|\n•·→&+]|(?<!\S)(?:[Oo]r|and|oder|und|ou|et)(?!\S))|[,/:]|(?<=\s)[-\u2013\u2014](?=\s))\s*"
)
SAINTS = {"st": "saint", "saint": "st", "ste": "sainte", "sainte": "ste"}
AROUND = " ,.*#-\u2013\u2014"
SHOUTED_OR = re.compile(r"(?<![,\s])\s+OR\s+")
LEFT_OVER = re.compile(r"\|\s+(?:OR|Or|or|and)\s+(?=\|)")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
NUMBERS = re.compile(r"(?<!\S)[+#]?\d[\d-]*(?:er?|ème|eme|º|ª)?(?!\S)")


@dataclass(frozen=True, slots=True)
class Element:
    """A name in the text of a place and all it may mean; unknown where it means nothing.

    `break_before`: what stands before it cannot belong to it. `inside`: it was found within
    longer text, so a doubtful reading of it is worth nothing. `run_on`: nothing but a space
    stood between it and the element before. `nickname`: the rules say which city it is.
    """

    text: str
    areas: tuple[Area, ...] = ()
    cities: tuple[City, ...] = ()
    break_before: bool = False
    inside: bool = False
    run_on: bool = False
    nickname: bool = False

    @property
    def unknown(self) -> bool:
        """Whether no rule and no gazetteer knows it."""
        return not self.areas and not self.cities


def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of a place's text; words for remote, offices and the like are gone."""
    rest = LEFT_OVER.sub("| ", phrases("place").sub(" | ", text))
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
    """Return the names in a piece, or all of it as one where what it seemed to hold lies elsewhere.

    `Palau solit i Plegamans, Catalonia` is no place in Palau, New Heliopolis none in Lebanon.
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
    """Return the text with its brackets opened: areas stay, the rest goes unless it is all."""
    if text.isupper():
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
    """Yield the pieces between separators, and whether a hard one stood before each."""
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
    """Tell whether a separator is part of a name: `Bosnia and Herzegovina`."""
    if match[0].strip() not in {"and", "&"}:
        return False
    before = re.split(r"[,;|/(]", text[max(0, match.start() - 40) : match.start()])[-1]
    after = re.split(r"[,;|/)]", text[match.end() : match.end() + 40])[0]
    return bool(areas(f"{before.strip()} and {after.strip()}"))


def _read(piece: str) -> list[Element]:
    """Return the elements of one piece: the whole, or it without noise, or the names within."""
    if len(piece) == 2 and piece.islower():
        piece = piece.upper()  # `St. Louis, MO, us`: a code of its own between commas
    rest = without_noise(piece)
    bare, whole = named(rest), named(piece)
    if not rest:
        return [whole] if whole.nickname else []
    if not whole.unknown and not _is_part(whole, bare):
        return [whole]
    spaced = bare if not bare.unknown else named(without_noise(_spaced(piece)))
    if not spaced.unknown:
        return [spaced]
    return list(_names_unspaced(rest) if IDEOGRAPHS.search(rest) else _names_within(rest))


def _is_part(whole: Element, bare: Element) -> bool:
    """Tell whether a city is but the centre of one so much larger: `Sydney CBD` of Sydney."""
    if whole.areas or not bare.cities or whole.text == bare.text:
        return False
    return whole.cities[0].population * MUCH_LARGER < bare.cities[0].population


def named(text: str) -> Element:
    """Return the element of a text that may be one name."""
    return _element(text, areas(text), named_cities(text))


def _element(
    text: str, meant: tuple[Area, ...], known: tuple[City, ...], *, inside: bool = False
) -> Element:
    """Return an element whose cities are named as plainly as its areas are."""
    if fold(text) in words("city"):
        return Element(text, meant, known, inside=inside, nickname=True)
    if meant and len(text) < 4 and text.isupper():
        known = ()  # a code: `WA` is not the city Wa
    elif meant:
        key = fold(text)
        known = tuple(c for c in known if c.how == "n" or _akin(c, key, meant))
    return Element(text, meant, known, inside=inside)


def _akin(city: City, key: str, meant: tuple[Area, ...]) -> bool:
    """Tell whether a second name is nearly the city's own, or it lies in the area so called."""
    if any(area.is_country for area in meant):
        return False
    held = any(area.region and area.holds(city) for area in meant)
    return held or fold(city.name).startswith(f"{key} ")


def _spaced(text: str) -> str:
    return text.replace("-", " ").replace("_", " ")


def named_cities(text: str) -> tuple[City, ...]:
    """Return the cities a text may name; a nickname of the rules comes before the gazetteer."""
    key = fold(text)
    if meant := words("city").get(key):
        name, _, country = meant.rpartition("/")
        return tuple(city for city in cities(name) if city.country == country)[:1]
    return spelled_either_way(key) if len(key) > 1 else ()


def spelled_either_way(key: str) -> tuple[City, ...]:
    """Return the cities of a key, those named after a saint in short and in full."""
    first, _, rest = key.partition(" ")
    if not rest or first not in SAINTS:
        return cities(key)
    found = {(c.name, c.country, c.admin1): c for c in cities(f"{SAINTS[first]} {rest}")}
    found |= {place: replace(c, how="s") for place, c in found.items()}
    own = {(c.name, c.country, c.admin1): c for c in cities(key)}
    both = [c for place, c in own.items() if c.how == "n" or place not in found]
    both += [c for place, c in found.items() if place not in own or own[place].how != "n"]
    return tuple(sorted(both, key=lambda city: -city.plainness))


def _names_within(text: str) -> Iterator[Element]:
    """Yield the names a piece holds, longest first from the left, and the unknown between."""
    parts = _spaced(text).split()
    unknown: list[str] = []
    at, after_name = 0, False
    while at < len(parts):
        found = _longest(parts, at, codes=at == 0 or after_name)
        if found is None:
            unknown.append(parts[at])
            at, after_name = at + 1, False
            continue
        if unknown:
            yield Element(" ".join(unknown), inside=True)
            unknown = []
        element, width = found
        yield element
        at, after_name = at + width, True
    if unknown:
        yield Element(" ".join(unknown) if len(unknown) < len(parts) else text, inside=False)


def _names_unspaced(text: str) -> Iterator[Element]:
    """Yield the names in a text that writes no spaces (大阪府大阪市), longest first from the left."""
    at = 0
    while at < len(text) - 1:
        names = (named(text[at : at + width]) for width in range(LONGEST_UNSPACED, 1, -1))
        found = next((name for name in names if not name.unknown), None)
        if found:
            yield replace(found, inside=at > 0)
        at += len(found.text) if found else 1


def _longest(parts: list[str], at: int, *, codes: bool) -> tuple[Element, int] | None:
    for width in range(min(LONGEST_NAME, len(parts) - at), 0, -1):
        text = " ".join(parts[at : at + width])
        meant = tuple(a for a in areas(text) if codes or not a.code)
        known = named_cities(text) if _may_be_name(text, width, first=at == 0) else ()
        if meant or known:
            whole = _element(text, meant, known, inside=True)
            bare = named(without_noise(text)) if width > 1 else whole
            return (replace(bare, inside=True) if _is_part(whole, bare) else whole), width
    return None


def _may_be_name(text: str, width: int, *, first: bool) -> bool:
    """Tell whether words within a text may name a city: capitals, and no common word."""
    if not text[0].isupper() and text.isascii():
        return False
    long_enough = width > 1 or len(text) > 3 or (len(text) > 2 and (first or text.istitle()))
    return long_enough and fold(text) not in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(words("word")) | frozenset(words("noise"))
