"""List the texts of a page (HTML or XML) with their paths, also those of JSON in its scripts."""

import re
from collections.abc import Iterator

from lxml import etree, html

from pipeline.publish.explain.response.json_leaves import Steps, json_leaves
from pipeline.publish.explain.response.leaf import Leaf, leaf

LONGEST = 4_000
"""Characters of an element's text. A longer one is only a container of others."""
LONGEST_SCRIPT = 1_000_000
MOST_ELEMENTS = 100_000
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def page_leaves(text: str) -> Iterator[Leaf]:
    """Yield the text of each element and attribute of an HTML or XML page, in order."""
    root = _parsed(text)
    if root is None:
        return
    tree = root.getroottree()
    for n, element in enumerate(root.iter(etree.Element)):
        if n >= MOST_ELEMENTS:
            return
        steps = tuple(f"/{step}" for step in tree.getpath(element).split("/")[1:])
        yield from _attributes(steps, element)
        if element.tag in ("script", "style"):
            yield from _script(steps, element)
        else:
            yield from _text(steps, element)


def innermost(markup: str, words: str) -> str:
    """Return the path of the smallest element of a piece of HTML that has these plain words."""
    found = [each for each in page_leaves(markup) if words in each.plain]
    best = min(found, key=lambda each: len(each.plain), default=None)
    return best.path if best else ""


def _parsed(text: str) -> etree._Element | None:
    raw = text.encode("utf-8", "replace")
    try:
        if text.lstrip()[:5] == "<?xml" and "<html" not in text[:2000].lower():
            parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
            return etree.fromstring(raw, parser)
        return html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _attributes(steps: Steps, element: etree._Element) -> Iterator[Leaf]:
    for name, value in element.items():
        if value.strip() and len(value) <= LONGEST:
            yield leaf((*steps, f"/@{name}"), value)


def _script(steps: Steps, element: etree._Element) -> Iterator[Leaf]:
    """Yield the values of a script that is JSON; of another one its text, without escapes."""
    text = element.text or ""
    try:
        yield from json_leaves(text, (*steps, " "))
    except ValueError:
        if text.strip() and len(text) <= LONGEST_SCRIPT:
            bare = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
            bare = bare.replace('\\"', '"')
            yield Leaf(steps, bare, " ".join(bare.split()))


def _text(steps: Steps, element: etree._Element) -> Iterator[Leaf]:
    """Yield the text of an element, also of one in XML that holds a description as HTML."""
    words = "".join(element.itertext())
    if words.strip() and (len(words) <= LONGEST or not len(element)):
        yield leaf(steps, words)
