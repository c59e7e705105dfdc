"""Stage: city, region and country of a job, from the text of its place."""

from collections.abc import Iterable, Sequence

from models.value_text import JOINER
from pipeline.caches import cached_reader
from pipeline.clean.place.choose import Chosen, choose
from pipeline.clean.place.elements import elements
from pipeline.clean.place.join import places
from pipeline.clean.place.names import Element
from pipeline.clean.place.sources import sources
from pipeline.clean.place.stated import FIELD, codes_of, of_country, settle, with_countries
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading

LONGEST = 1_000
"""Characters of a place that are read. No real place is longer."""
COLUMN = "the table's column of the country"


def place(job: Job) -> Reading:
    """Return city, region and country of a posting. Several values are joined by `; `.

    Country is ISO 3166 alpha-2. Region is given only if stated, spelled out; a scope of several
    countries (EMEA) is a region as written. An unknown or ambiguous place gives an issue.
    """
    stated = job.raw.extra.get(FIELD)
    hint = job.raw.country.strip().upper()
    return read_place(job.texts.location, hint, stated if isinstance(stated, str) else "")


@cached_reader(65_536)
def read_place(text: str, hint: str = "", stated: str = "") -> Reading:
    """Return the reading of a place's text.

    The country `hint` only decides between namesakes. The countries `stated`, joined by `; `, are
    countries of the job, whatever the text says.
    """
    found, countries = elements(text[:LONGEST]), codes_of(stated)
    if countries:
        found = of_country(found, countries)
    read = places(found)
    settle(read, countries)
    chosen = choose(read, hint)
    placed = with_countries(chosen, countries)
    values = {
        "city": _joined(c.city for c in placed),
        "region": _joined(c.region for c in placed),
        "country": _joined(c.country for c in placed),
    }
    evidence = [
        Evidence(field, text, _rule(field, found, chosen, hint))
        for field, value in values.items()
        if value and (field != "country" or any(c.country for c in chosen))
    ]
    if countries:
        evidence.append(Evidence("country", stated, COLUMN))
    known = bool(chosen) or not found
    return Reading(values, tuple(_issues(placed, text, known=known)), tuple(evidence))


def _joined(words: Iterable[str]) -> str | None:
    return JOINER.join(dict.fromkeys(word for word in words if word)) or None


def _issues(chosen: list[Chosen], text: str, *, known: bool) -> Iterable[IssueDraft]:
    if not known:
        yield IssueDraft("place_unknown", "city", text)
    for code in dict.fromkeys(c.issue for c in chosen if c.issue):
        names = ", ".join(c.city or c.text or text for c in chosen if c.issue == code)
        yield IssueDraft(code, "country", text, names)


def _rule(field: str, found: Sequence[Element], chosen: list[Chosen], hint: str) -> str:
    """Return the rows of a field, and the hint; a name that no row knows is taken as written."""
    by = sources(field, found, chosen) or "as written"
    return f"{by}; hint {hint}" if hint else by
