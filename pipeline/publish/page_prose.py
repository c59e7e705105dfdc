"""The prose of a page as Markdown: method, sources, how to use and cite it.

It is taken from the page, so that both say the same.
"""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.publish.markdown import linked

SECTIONS = ("section.method", "#sources-heading", "#use-heading")
"""What finds each section, or its heading."""
HIDDEN = frozenset({"button", "svg"})


def prose(page: str) -> Iterator[str]:
    """Yield the blocks of the prose of a page, an HTML text, as Markdown."""
    tree = LexborHTMLParser(page)
    for selector in SECTIONS:
        found = tree.css_first(selector)
        if found is not None:
            section = found if found.tag == "section" else found.parent
            yield from _blocks(section)


def _blocks(section: LexborNode | None) -> Iterator[str]:
    for node in section.iter() if section is not None else ():
        write = BLOCKS.get(node.tag or "")
        if write is not None and (text := write(node)):
            yield text


def _items(node: LexborNode) -> str:
    return "\n".join(f"- {_inline(item)}" for item in node.css("li"))


def _inline(node: LexborNode) -> str:
    return " ".join("".join(_parts(node)).split())


def _parts(node: LexborNode) -> Iterator[str]:
    for each in node.iter(include_text=True):
        tag = each.tag or ""
        if tag == "-text":
            yield _spaced(each.text_content or "")
        elif tag == "a":
            yield _link(each)
        elif tag in MARKS:
            yield f"{MARKS[tag]}{_inline(each)}{MARKS[tag]}"
        elif tag not in HIDDEN:
            yield "".join(_parts(each))


MARKS = {"em": "*", "strong": "**"}


def _spaced(text: str) -> str:
    """Return a text as Markdown; the spaces around it stay."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{linked(text)}{after}"


def _link(node: LexborNode) -> str:
    address = node.attributes.get("href") or ""
    return f"[{linked(node.text())}](<{address.replace('>', '%3E')}>)"


BLOCKS: dict[str, Callable[[LexborNode], str]] = {
    "h2": lambda node: f"## {_inline(node)}",
    "h3": lambda node: f"### {_inline(node)}",
    "p": _inline,
    "blockquote": lambda node: f"> {_inline(node)}",
    "ul": _items,
}
