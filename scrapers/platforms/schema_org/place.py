"""Read the places of a schema.org JobPosting as one text."""

from collections.abc import Mapping
from typing import Any

from scrapers.readers.record_values import joined, said, several

ADDRESS_PARTS = ("addressLocality", "addressRegion", "addressCountry")


def places(node: Mapping[str, Any]) -> str:
    """Return the places of `jobLocation` as "City, Region, Country", joined by `; `.

    A remote job may have none. Then the result is the places where applicants may live.
    """
    stated = several(node.get("jobLocation")) or several(node.get("applicantLocationRequirements"))
    addresses = [_address(place) for place in stated]
    names = [_name(place) for place in stated]
    # Places with different names and one copied address: the names are right.
    if len(set(addresses)) == 1 and len(set(filter(None, names))) > 1:
        addresses = names
    return joined(address or name for address, name in zip(addresses, names, strict=True))


def _name(place: Any) -> str:
    """Return a place's name, from a node with one or several names, or from a text."""
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
