"""Find the bands of the posting's own place or level, by their labels."""

import re
from collections.abc import Sequence

from models.value_text import JOINER
from models.vocab import HeadlineBy, Level, LevelFrom, Workplace
from pipeline.clean.place.areas import areas
from pipeline.clean.place.gazetteer import cities
from pipeline.clean.place.place import read_place
from pipeline.clean.stage import Job
from pipeline.clean.title.title_level import read_level
from pipeline.pay.bands.headline import Own
from pipeline.pay.grammar.labels import place_or_level
from pipeline.pay.reference.band import Band
from pipeline.text.fold import fold

# how near a label's place is to the posting's
_CITY, _REGION, _COUNTRY, _OTHER = 3, 2, 1, 0
_ELSEWHERE = re.compile(
    r"\b(?:outside|excluding|except|others?|rest of|elsewhere|not in)\b", re.IGNORECASE
)
_STATED = (LevelFrom.TITLE, LevelFrom.BOARD)


def own_bands(bands: Sequence[Band], job: Job) -> Own:
    """Return the indexes of the bands that are labelled as the posting's own, by what they share.

    The labels are compared with the posting's place, title and level. If every label names
    another place or level than the posting's, the bands without such a label are its own.
    """
    if len(bands) < 2 or not any(band.label for band in bands):
        return {}
    labels = [place_or_level(band.label) if band.label else "" for band in bands]
    found = {
        HeadlineBy.OWN_PLACE: _of_place(labels, job),
        HeadlineBy.OWN_LEVEL: _of_level(labels, job),
    }
    return {by: ours for by, ours in found.items() if ours}


def levels_named(bands: Sequence[Band]) -> frozenset[Level]:
    """Return the levels that the labels of the bands name."""
    found = (read_level(band.label).level for band in bands if band.label)
    return frozenset(level for level in found if level is not None)


def _of_place(labels: Sequence[str], job: Job) -> frozenset[int]:
    near = [_nearness(label, job) for label in labels]
    best = max((each for each in near if each is not None), default=None)
    if best is None:
        return frozenset()
    if best != _OTHER:
        return _where(near, best)
    if not (job.values.get("city") or job.values.get("region")):
        return frozenset()
    rest = frozenset(n for n, label in enumerate(labels) if _ELSEWHERE.search(label))
    return rest or _where(near, None)


def _where(values: Sequence[object], wanted: object) -> frozenset[int]:
    return frozenset(n for n, value in enumerate(values) if value == wanted)


def _nearness(label: str, job: Job) -> int | None:
    """Return how near the place of a label is to the posting's; None if it names no place."""
    if not label or _ELSEWHERE.search(label) or read_level(label).level is not None:
        return None
    if job.values.get("workplace") is Workplace.REMOTE and "remote" in fold(label).split():
        return _REGION
    # the place of `Zone 1 (San Francisco, New York)` stands in brackets
    texts = [label, *re.findall(r"\(([^()]+)", label)]
    found = [near for text in texts if (near := _near(text, job)) is not None]
    return max(found, default=None)


def _near(text: str, job: Job) -> int | None:
    country = (job.values.get("country") or job.raw.country).split(";")[0].strip().upper()
    place = read_place(text, country).values
    named, ours = ({k: _names(v.get(k)) for k in _PARTS} for v in (place, job.values))
    if not any(named.values()):
        return None
    if named["city"] & ours["city"]:
        return _CITY
    if named["region"] & (ours["region"] | _regions(ours["city"], ours["country"])):
        return _REGION if not named["city"] or not ours["city"] else _OTHER
    alone = not named["city"] and not named["region"]
    return _COUNTRY if alone and named["country"] & ours["country"] else _OTHER


_PARTS = ("city", "region", "country")


def _names(joined: str | None) -> frozenset[str]:
    return frozenset(joined.split(JOINER)) if joined else frozenset()


def _regions(towns: frozenset[str], countries: frozenset[str]) -> frozenset[str]:
    """Return the regions of a posting's towns, by the codes that the gazetteer has."""
    there = [c for town in towns for c in cities(fold(town)) if c.country in countries]
    found = (area for city in there[:1] for area in areas(city.admin1) if area.holds(city))
    return frozenset(area.region for area in found if area.region)


def _of_level(labels: Sequence[str], job: Job) -> frozenset[int]:
    named = [read_level(label).level if label else None for label in labels]
    in_title = _in_title(labels, named, job.texts.title)
    if in_title:
        return in_title
    if not any(named):
        return frozenset()
    stated = job.values.get("level") if job.values.get("level_from") in _STATED else None
    return _where(named, stated) or _where(named, None)


def _in_title(labels: Sequence[str], named: Sequence[Level | None], title: str) -> frozenset[int]:
    """Return the bands with the longest label that stands in the title, word for word."""
    words = f" {fold(title)} "
    keys = [fold(label) for label in labels]
    fits = [
        len(key) if key and f" {key} " in words and (level or " " in key) else 0
        for key, level in zip(keys, named, strict=True)
    ]
    return _where(fits, max(fits)) if max(fits) else frozenset()
