"""Places in a schema.org JobPosting, as one text."""

from collections.abc import Mapping
from typing import Any

from scrapers.readers.record_values import joined, said, several

ADDRESS_PARTS = ("addressLocality", "addressRegion", "addressCountry")


def places(node: Mapping[str, Any]) -> str:
    """Return the places of `jobLocation`: "City, Region, Country", several joined by `; `.

    A remote job may have none: then those where its applicants may be.
    """
    stated = several(node.get("jobLocation")) or several(node.get("applicantLocationRequirements"))
    addresses = [_address(place) for place in stated]
    names = [_name(place) for place in stated]
    # One address copied to places of different names: the names are what was meant.
    if len(set(addresses)) == 1 and len(set(filter(None, names))) > 1:
        addresses = names
    return joined(address or name for address, name in zip(addresses, names, strict=True))


def _name(place: Any) -> str:
    """Return a place's name: of a node, whose names may be a list, or a bare text."""
    names = several(place.get("name") if isinstance(place, Mapping) else place)
    return joined(map(said, names), ", ")


def _address(place: Any) -> str:
    if not isinstance(place, Mapping):
        return ""
    return joined(map(_postal, several(place.get("address", place))))


def _postal(address: Any) -> str:
    if not isinstance(address, Mapping):
        return said(address)
    parts = (joined(map(_name, several(address.get(key))), ", ") for key in ADDRESS_PARTS)
    return ", ".join(filter(None, parts))
