"""Find the phrases of several rule files in one pass over a text (Aho-Corasick)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ahocorasick

Entries = Callable[[], Iterable[tuple[str, int, Any]]]
"""Returns the keys to find, each with the letters that its plural adds (0 or 1) and a value."""
Places = tuple[int, tuple[tuple[int, int, Any], ...]]
"""The length of a key, and for each of its rows: the number of the matcher, extra, value."""


class OnePass:
    """The phrases of several matchers. Each matcher gets its own hits.

    Rules are read at the first search. A matcher may be added later.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, Entries]] = []
        self._rows: dict[str, list[tuple[int, int, Any]]] = {}
        self._automaton: Any = None
        self.matchers = 0

    def add(self, entries: Entries) -> int:
        """Add the phrases of a matcher; return its number."""
        self._waiting.append((self.matchers, entries))
        self.matchers += 1
        return self.matchers - 1

    def places(self, key: str) -> Iterator[tuple[int, Places]]:
        """Return the offset of the last character of each phrase in a key, and its rows."""
        if self._waiting:
            self._make()
        found: Iterator[tuple[int, Places]] = self._automaton.iter(key)
        return found

    def _make(self) -> None:
        rows = {key: [*found] for key, found in self._rows.items()}
        waiting = [*self._waiting]
        for number, entries in waiting:
            for key, extra, value in entries():
                rows.setdefault(key, []).append((number, extra, value))
        automaton = ahocorasick.Automaton()
        for key, values in rows.items():
            automaton.add_word(key, (len(key), tuple(values)))
        automaton.make_automaton()
        self._rows, self._automaton = rows, automaton
        self._waiting = [one for one in self._waiting if one not in waiting]
