"""List the values of a JSON text with their paths."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.publish.explain.response.leaf import Leaf, leaf

_NAME = re.compile(r"[A-Za-z_][\w-]*")
TRUE = "true"
Steps = tuple[str, ...]


def json_leaves(text: str, root: Steps = ()) -> Iterator[Leaf]:
    """Yield each text, number and `true` of a JSON text, in order, numbers as written.

    Raises ValueError where the text is not JSON.
    """
    try:
        value = json.loads(text, strict=False, parse_int=str, parse_float=str)
    except RecursionError:
        raise ValueError("nested too deep") from None
    waiting: list[tuple[Steps, Any]] = [((*root, "$"), value)]
    while waiting:
        steps, found = waiting.pop()
        if found is True:
            yield leaf(steps, TRUE)
        elif isinstance(found, str):
            if found.strip():
                yield leaf(steps, found)
        else:
            waiting.extend(reversed(list(_inside(steps, found))))


def _inside(steps: Steps, found: Any) -> Iterator[tuple[Steps, Any]]:
    if isinstance(found, dict):
        for key, value in found.items():
            step = f".{key}" if _NAME.fullmatch(key) else f"[{key!r}]"
            yield (*steps, step), value
    elif isinstance(found, list):
        for n, value in enumerate(found):
            yield (*steps, f"[{n}]"), value
