"""Read XML that strangers wrote: no document types, no entities of their own, no network."""

import re
from typing import Any

from lxml import etree

from scrapers.limits import check_elements

# Characters XML 1.0 has no place for (section 2.2); some feeds have them all the same.
_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableXmlError(ValueError):
    """Bytes are no XML, or XML with a document type."""


def read_xml(body: bytes, root: str) -> etree._Element:
    """Return the root element of a document; raise UnreadableXmlError unless it is a `root`.

    A document type is refused: no feed needs one, and entities are declared in it. Raises
    TooManyElementsError for a document that is too large.
    """
    check_elements(body)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        legal = body if body.startswith(_UTF_16) else _NO_CHARACTER.sub(b"", body)
        element = etree.fromstring(legal, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableXmlError(f"{type(error).__name__}: {error}") from None
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableXmlError("it has a document type, which may declare entities")
    if element.tag != root:
        raise UnreadableXmlError(f"the root is {element.tag}, not {root}")
    return element


def as_record(element: etree._Element) -> Any:
    """Return an element as JSON would have it: its text, or its children by name.

    Children of one name are a list; instructions are passed over.
    """
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip()
    record: dict[str, Any] = {}
    for child in children:
        value = as_record(child)
        if child.tag not in record:
            record[child.tag] = value
        elif isinstance(record[child.tag], list):
            record[child.tag].append(value)
        else:
            record[child.tag] = [record[child.tag], value]
    return record
