"""Recognise the columns of a table from their names and values."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.errors import InputError
from pipeline.rules.rows.tables import Meaning, WordUse
from pipeline.tables.reading.table import FRAME, Row, Table
from pipeline.tables.recognition.by_name import Candidate, by_name, stated_in
from pipeline.tables.recognition.by_values import by_values, fits
from pipeline.tables.recognition.column_map import ColumnMap, ColumnUse
from pipeline.tables.recognition.column_names import phrase_of
from pipeline.tables.recognition.column_rules import OWN_EXPORT, shape_of, words
from pipeline.tables.recognition.meanings import AMOUNTS, PAY
from pipeline.tables.recognition.own_export import EXPORTED, own_meanings

SAMPLE = 300
"""Rows whose values are looked at."""
SOUGHT = (Meaning.URL, Meaning.DESCRIPTION, Meaning.SALARY, Meaning.TITLE, Meaning.LOCATION)
"""What values alone can show, the surest first. A day alone may be any day."""
SHOWN = 40
"""Columns that an error lists."""


def recognize(table: Table, given: Mapping[Meaning, str] | None = None) -> ColumnMap:
    """Return what each column of a table means.

    `given` are the columns of some meanings as the user says; the others are found by their names,
    and where no name tells title, place, pay, address or description, by their values. Raises
    InputError for a column that is twice, a `given` column that is not there, and for a table
    without titles.
    """
    given = given or {}
    _check(table, given)
    values = _sample(table.columns, islice(table.rows(), SAMPLE))
    if shape_of(table.columns) == OWN_EXPORT:
        return _own(table, given)
    uses = {m: stated_in(column, m) for m, column in given.items()}
    taken = set(given.values())
    uses |= _named(table.columns, values, taken, uses)
    taken |= {use.column for use in uses.values()}
    uses |= _by_values(table.columns, values, taken, uses)
    if Meaning.TITLE not in uses:
        used = taken | {use.column for use in uses.values()}
        free = {name: cells for name, cells in values.items() if name and name not in used}
        raise InputError(_without_title(table, free))
    return _in_order(table, _with_one_description(table, uses))


def _own(table: Table, given: Mapping[Meaning, str]) -> ColumnMap:
    """Return what the columns of Payband's own export mean. Raises InputError without titles."""
    meant = {**own_meanings(table.columns), **given}
    if Meaning.TITLE not in meant:
        raise InputError(_without_title(table, {}))
    mapped = _in_order(table, {m: ColumnUse(column, m) for m, column in meant.items()})
    kept = tuple(column for column in mapped.left if column in EXPORTED)
    left = tuple(column for column in mapped.left if column not in EXPORTED)
    return replace(mapped, left=left, kept=kept)


def _with_one_description(table: Table, uses: dict[Meaning, ColumnUse]) -> dict[Meaning, ColumnUse]:
    """Return the meanings with the description as HTML or as text, not both.

    Raises InputError where both columns have the names of RawPosting: it has one description.
    """
    plain, marked = uses.get(Meaning.DESCRIPTION), uses.get(Meaning.DESCRIPTION_HTML)
    if plain is None or marked is None:
        return uses
    if plain.strict and marked.strict:
        raise InputError(f"{table.name}: give description or description_html, not both")
    return {meaning: use for meaning, use in uses.items() if use is not plain}


def _in_order(table: Table, uses: Mapping[Meaning, ColumnUse]) -> ColumnMap:
    place = {column: n for n, column in enumerate(table.columns)}
    chosen = sorted(uses.values(), key=lambda use: place[use.column])
    taken = {use.column for use in chosen}
    left = tuple(column for column in table.columns if column not in taken)
    return ColumnMap(tuple(chosen), left, shape_of(table.columns))


def _check(table: Table, given: Mapping[Meaning, str]) -> None:
    named = [column for column in table.columns if column]
    for n, column in enumerate(named):
        if column in named[:n]:
            raise InputError(f"{table.name}: the column {column[:80]!r} is there twice")
    for meaning, column in given.items():
        if column not in named:
            near = difflib.get_close_matches(column, named, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {_listed(named)}"
            raise InputError(f"{table.name}: there is no column {column!r} for {meaning}; {hint}")


def _sample(columns: Sequence[str], rows: Iterable[Row]) -> Mapping[str, Sequence[str]]:
    cells = list(rows)
    return {column: [row[n] for row in cells] for n, column in enumerate(columns)}


def _named(
    columns: Sequence[str],
    values: Mapping[str, Sequence[str]],
    taken: set[str],
    known: Mapping[Meaning, ColumnUse],
) -> dict[Meaning, ColumnUse]:
    """Return the best column for each meaning that names tell and that is not `known` yet."""
    found = [c for name in columns if name and name not in taken and (c := by_name(name))]
    fit = [c for c in found if not c.check or fits(c.use.meaning, values[c.use.column])]
    pay = _one_kind_of_pay([c for c in fit if c.use.meaning in PAY])
    best: dict[Meaning, Candidate] = {}
    for candidate in [c for c in fit if c.use.meaning not in PAY] + pay:
        meaning = candidate.use.meaning
        if meaning not in known and (meaning not in best or candidate.rank < best[meaning].rank):
            best[meaning] = candidate
    return {meaning: candidate.use for meaning, candidate in best.items()}


def _one_kind_of_pay(candidates: list[Candidate]) -> list[Candidate]:
    """Return the pay columns without amounts that were converted from others.

    Where a table has amounts as stated and in dollars, the names of one kind say so.
    """
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.use.meaning in AMOUNTS or candidate.use.meaning is Meaning.SALARY:
            key = (candidate.original, candidate.use.currency)
            groups.setdefault(key, []).append(candidate)
    if len(groups) < 2:
        return candidates
    best = max(groups, key=lambda key: (_ends(groups[key]), key[0], not key[1], len(groups[key])))
    dropped = [c for key, group in groups.items() if key != best for c in group]
    texts = [c for c in dropped if c.use.meaning is Meaning.SALARY and not c.use.currency]
    return [c for c in candidates if c not in dropped or c in texts]


def _ends(group: Sequence[Candidate]) -> int:
    return len({c.use.meaning for c in group} & {Meaning.SALARY_MIN, Meaning.SALARY_MAX})


def _by_values(
    columns: Sequence[str],
    values: Mapping[str, Sequence[str]],
    taken: set[str],
    known: Mapping[Meaning, ColumnUse],
) -> dict[Meaning, ColumnUse]:
    """Return columns that only their values tell, for meanings that no name has told."""
    has_place = known.keys() & {Meaning.LOCATION, Meaning.CITY}
    has_text = known.keys() & {Meaning.DESCRIPTION, Meaning.DESCRIPTION_HTML}
    has = {*known, *(has_place and {Meaning.LOCATION}), *(has_text and {Meaning.DESCRIPTION})}
    if known.keys() & AMOUNTS:
        has.add(Meaning.SALARY)
    found: dict[Meaning, ColumnUse] = {}
    for column in columns:
        sought = [m for m in SOUGHT if m not in has and m not in found]
        if not column or column in taken or _is_of_another_thing(column):
            continue
        if meaning := by_values(values[column], sought):
            found[meaning] = stated_in(column, meaning)
    return found


def _is_of_another_thing(column: str) -> bool:
    """Return whether a name says that the values are of something else: a logo, an address."""
    return not words(WordUse.OTHER).keys().isdisjoint(phrase_of(column).split())


def _without_title(table: Table, free: Mapping[str, Sequence[str]]) -> str:
    """Return the words for a table without titles; `free` has the columns of no known meaning."""
    named = [column for column in table.columns if column]
    near = difflib.get_close_matches("title", [name.lower() for name in free], 1, 0.5)
    like = [name for name in free if name.lower() in near]
    guess = [*like, *_texts(free), "COLUMN"][0]
    way = f"--map title={guess}"
    way = f"map={ {'title': guess} }" if table.format == FRAME else repr(way)
    return (
        f"{table.name}: no column is the job title; the columns are {_listed(named)}; "
        f"say which with {way}"
    )


def _texts(values: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the columns that hold short texts, those with most distinct values first."""
    spread = {
        name: len({v for v in cells if v and not v.isdecimal() and len(v) < 100})
        for name, cells in values.items()
    }
    return sorted((n for n in spread if spread[n]), key=lambda name: -spread[name])


def _listed(names: Sequence[str]) -> str:
    shown = [name[:80] for name in names[:SHOWN]]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(shown) + more
