"""Read the id of a cell: which jobs it is of."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import InputError, UsageError
from pipeline.figures.identity import Words, figure_id, id_parts
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.read_filters import word_readers
from pipeline.filters.same_names import spelled_as
from pipeline.nearest import hint

OF_CELLS = ("pay", "histogram", "offer")
"""Figures of the jobs of one cell."""
KEYS = ("country", "role", "level", "workplace")
UNITS = ("year", "hour", "day")
DOLLARS = ("USD",)
OTHERS = ("city", "company", "status", "source", "since", "min_pay", "currency")
"""What search words and --usd add to the keys."""

Keys = dict[str, str]


@dataclass(frozen=True, slots=True)
class CellId:
    """Which jobs a cell is of, and the unit of its pay.

    `keys` are its country, role, level and workplace, where there is one of each; `conditions`
    all that its id says. `filters` find the postings that may be of it. `dollars`: its amounts are
    US dollars of all its countries.
    """

    unit: str
    keys: Keys
    conditions: Mapping[str, Words]
    filters: Filters
    dollars: bool

    @property
    def id(self) -> str:
        """The id of the cell's pay."""
        return figure_id("pay", self.unit, {**self.conditions})


def cell_id(name: str, filters: Filters = NONE) -> CellId:
    """Return the cell that `name` is the id of, in a report of these search words.

    Raises InputError for a figure that is not of one cell, and for a word that no cell has;
    UsageError for search words that leave out what the id names.
    """
    unit, said = _said(name)
    said = spelled_as(said, filters)
    conditions = {**filters.conditions, **said}
    for key, words in filters.conditions.items():
        if not set(conditions[key]) <= set(words):
            raise UsageError(
                f"{name}: is not of --{key.replace('_', '-')} {', '.join(words)}; leave that out"
            )
    dollars = conditions.get("currency") == DOLLARS or "country" not in conditions
    try:
        found = Filters.of_conditions({**filters.conditions, **_stored(said)})
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    keys = {key: conditions[key][0] for key in KEYS if len(conditions.get(key, ())) == 1}
    return CellId(unit, keys, conditions, found, dollars)


def _said(name: str) -> tuple[str, dict[str, Words]]:
    """Return the unit and the conditions of an id, where a cell may have them."""
    parts = id_parts(name)
    if parts is None or parts[0] not in OF_CELLS or parts[1] not in UNITS:
        raise InputError(
            f"{name}: only the jobs of a cell can be listed, so the id must begin with pay/, "
            "offer/ or histogram/: pay/year/country=US"
        )
    said = {key: _words(name, key, words) for key, words in parts[2].items()}
    return parts[1], said


def _words(name: str, key: str, words: Words) -> Words:
    """Return the words of a key as ids have them; a user may write them in another spelling."""
    if key not in (*KEYS, *OTHERS):
        raise InputError(f"{name}: cells have no {key}; {hint(key, (*KEYS, *OTHERS))}")
    read = {**word_readers(), "currency": _currency}.get(key, str)
    try:
        return tuple(dict.fromkeys(map(read, words)))
    except UsageError as error:
        raise InputError(f"{name}: {error}") from None


def _currency(word: str) -> str:
    if word.upper() in DOLLARS:
        return word.upper()
    raise UsageError(f"there is no currency {word!r} here; {hint(word, DOLLARS)}")


def _stored(said: Mapping[str, Words]) -> dict[str, Words]:
    """Return the conditions that stored postings can be asked for: the level of an intern can't."""
    return {
        key: words
        for key, words in said.items()
        if key != "currency" and not (key == "level" and len(words) == 1)
    }
