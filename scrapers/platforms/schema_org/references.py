"""Resolve references by `@id` in a page's postings, without copying the nodes."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scrapers.limits import MOST_REPEATED
from scrapers.platforms.schema_org.budget import Budget


class TooMuchRepeatedError(ValueError):
    """The references of a page repeat too much of it."""


class References:
    """The nodes of a page by their `@id`.

    Postings share a referenced node; it is not copied. The first reference to a node is free. The
    others count against the page's budget, because each posting is stored with all its nodes.
    """

    def __init__(self, values: list[Any], budget: Budget) -> None:
        self._nodes = {name: node for value in values for name, node in _named(value)}
        self._sizes: dict[str, int] = {}
        self._budget = budget

    def filled(self, posting: Mapping[str, Any]) -> dict[str, Any]:
        """Return a posting with its references resolved; raise TooMuchRepeatedError."""
        return {key: self._followed(value) for key, value in posting.items()}

    def _followed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._node(v) if isinstance(v, dict) else v for v in value]
        return self._node(value) if isinstance(value, dict) else value

    def _node(self, value: dict[str, Any]) -> Mapping[str, Any]:
        name = value.get("@id")
        node = self._nodes.get(name) if isinstance(name, str) else None
        if node is None or node.keys() <= value.keys():
            return value
        self._pay_for(str(name), node)
        return node if len(value) == 1 else {**node, **value}

    def _pay_for(self, name: str, node: Mapping[str, Any]) -> None:
        if name not in self._sizes:
            self._sizes[name] = len(json.dumps(node))
        elif not self._budget.take_repeated(self._sizes[name]):
            raise TooMuchRepeatedError(
                f"the references of the page repeat more than {MOST_REPEATED} characters"
            )


def inner_values(value: Any) -> Iterator[Any]:
    """Yield the direct members of a list or an object."""
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _named(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) > 1:
        yield value["@id"], value
    for inner in inner_values(value):
        yield from _named(inner)
