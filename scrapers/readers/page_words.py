"""Extract the visible text of elements of a page."""

from collections.abc import Iterable

from parsel import Selector


def words(elements: Iterable[Selector], but: str = "") -> str:
    """Return the words in elements or text nodes, joined by single blanks.

    `but` is an XPath node test; text inside such a descendant is left out.
    """
    pieces: list[str] = []
    for element in elements:
        if isinstance(element.root, str):
            pieces.append(element.root)
        else:
            path = f".//text()[not(ancestor::{but})]" if but else ".//text()"
            pieces += element.xpath(path).getall()
    return " ".join(" ".join(pieces).split())


def badges(elements: Iterable[Selector]) -> list[tuple[str, bool]]:
    """Return each badge's words and whether it is grey."""
    return [(words([e]), "text-bg-secondary" in e.attrib.get("class", "")) for e in elements]
