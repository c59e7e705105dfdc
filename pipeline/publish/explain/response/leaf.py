"""A value of a response, and the path to it."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.text.html_text import html_to_text


class Leaf(NamedTuple):
    """A value of a response: the steps of the path to it, its text, and the text in plain words.

    The path is a JSON path (`$.jobs[3].pay.min`), an XPath (`/html/body/p[2]`), or an XPath and
    the JSON path inside that element.
    """

    steps: tuple[str, ...]
    text: str
    plain: str

    @property
    def path(self) -> str:
        """The path in words."""
        return "".join(self.steps)


def leaf(steps: tuple[str, ...], text: str) -> Leaf:
    """Return the leaf of a text."""
    return Leaf(steps, text, plain_words(text))


def plain_words(text: str) -> str:
    """Return a text without markup, with one space between words."""
    return " ".join((html_to_text(text) if "<" in text or "&" in text else text).split())


def common(steps: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> int:
    """Return how many first steps a path shares with the nearest of other paths; 0 for none."""
    return max((_shared(steps, other) for other in others), default=0)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
