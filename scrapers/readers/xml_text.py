"""Parse untrusted XML: without document types, custom entities or network access (XXE)."""

import re
from typing import Any

from lxml import etree

from scrapers.limits import check_elements

# Characters that XML 1.0 forbids (section 2.2); some feeds have them.
_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableXmlError(ValueError):
    """Bytes are not XML, or are XML with a document type."""


def read_xml(body: bytes, root: str) -> etree._Element:
    """Return the root element of a document; raise UnreadableXmlError for another root.

    It refuses a document type, which can declare entities; no feed needs one. Raises
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
    """Return an element in the form of JSON: its text, or its children by name.

    Children with the same name become a list. Processing instructions are skipped.
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
