"""Find the phrases of several rule files in one pass over a text (Aho-Corasick)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ahocorasick

from pipeline.caches import cached_file

Entries = Callable[[], Iterable[tuple[str, int, Any]]]
"""Returns the keys to find, each with the letters that its plural adds (0 or 1) and a value."""
Places = tuple[int, int, tuple[tuple[int, int, Any], ...]]
"""How far before its last character a key begins, without a blank there; 1 if it ends with a blank;
and for each of its rows: the number of the matcher, extra, value."""


class OnePass:
    """The phrases of several matchers. Each matcher gets its own hits.

    Rules are read at the first search. A matcher may be added later.
    """

    def __init__(self) -> None:
        self.matchers: list[Entries] = []

    def add(self, entries: Entries) -> int:
        """Add the phrases of a matcher; return its number."""
        self.matchers.append(entries)
        return len(self.matchers) - 1

    def places(self, key: str) -> Iterator[tuple[int, Places]]:
        """Return the offset of the last character of each phrase in a key, and its rows."""
        found: Iterator[tuple[int, Places]] = _automaton(self, len(self.matchers)).iter(key)
        return found


@cached_file
def _automaton(one_pass: OnePass, matchers: int) -> Any:
    """Return the automaton of the first matchers of a pass."""
    rows: dict[str, list[tuple[int, int, Any]]] = {}
    for number, entries in enumerate(one_pass.matchers[:matchers]):
        for key, extra, value in entries():
            rows.setdefault(key, []).append((number, extra, value))
    automaton = ahocorasick.Automaton()
    for key, values in rows.items():
        automaton.add_word(key, (len(key) - (key[0] == " "), int(key[-1] == " "), tuple(values)))
    automaton.make_automaton()
    return automaton
