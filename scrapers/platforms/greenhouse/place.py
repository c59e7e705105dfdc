"""Read the place of a job on Greenhouse: its location, a custom field, or the offices."""

from collections.abc import Mapping
from typing import Any

from scrapers.platforms.greenhouse.custom_field import custom_field
from scrapers.readers.place_text import is_remote, names_a_place, without_count
from scrapers.readers.record_values import joined, mapping, records, text

# Names that employers give the custom field for the place; lower case.
PLACE_FIELDS = frozenset(
    {
        *("job posting location", "job location", "job locations", "posting location"),
        *("location", "locations", "office location", "work location", "primary location"),
    }
)


def places(job: Mapping[str, Any]) -> str:
    """Return the places of a job, joined by `; `.

    Some employers write only a workplace into the location (`Hybrid`). Then the place stands in
    a custom field or in the offices. A remote job isn't done in its office: from the offices it
    takes only those that are no more than a country or a region.
    """
    stated = without_count(text(mapping(job.get("location")).get("name")))
    if names_a_place(stated):
        return _completed(stated, job)
    others = custom_field(job, PLACE_FIELDS) or joined(_offices(job, remote=is_remote(stated)))
    return joined((stated, others))


def _completed(stated: str, job: Mapping[str, Any]) -> str:
    """Return a town with region and country if the office of that name has them."""
    for office in records(job.get("offices")):
        whole = text(office.get("location")).strip()
        if text(office.get("name")).strip() == stated and whole.startswith(f"{stated},"):
            return whole
    return stated


def _offices(job: Mapping[str, Any], *, remote: bool) -> list[str]:
    named = (
        text(office.get("location")).strip() or text(office.get("name")).strip()
        for office in records(job.get("offices"))
    )
    return [name for name in named if not (remote and "," in name)]
