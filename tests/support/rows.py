"""A test of all rows of a table at once: it names each row that fails, not the first alone.

`@every_row("text, wanted", TABLE)` reads as `@pytest.mark.parametrize` does, and costs one test
instead of thousands. A row may be a `pytest.param` with an id, and with `xfail` as its only mark:
then it must fail. `pytest --row WORDS` runs only the rows that have WORDS in their id.
"""

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

Test = Callable[..., None]
only: list[str] = []  # what `--row` says
PARAM = type(pytest.param())


class Row(NamedTuple):
    """A row of a table: its id, what the test is given of it, and whether it must fail."""

    name: str
    values: Mapping[str, Any]
    fails: bool


def every_row(
    names: str | Sequence[str],
    table: Iterable[Any],
    *,
    ids: Callable[[Any], object] | Iterable[str] = lambda _value: None,
) -> Callable[[Test], Test]:
    """Return a decorator: the test is called with each row, and then fails if any row did.

    `ids` are the rows' ids, or make them out of each value. Of two tables every pair is a row.
    """
    asked = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
    if callable(ids):
        rows = [_row(asked, entry, ids) for entry in table]
    else:
        named = zip(table, ids, strict=True)
        rows = [
            _row(asked, entry, lambda _value: None)._replace(name=name) for entry, name in named
        ]
    assert rows, "a table without rows tests nothing"

    def decorate(function: Test) -> Test:
        return _test(function, rows)

    return decorate


def count(function: Callable[..., Any]) -> int:
    """Return how many rows a test runs: 1 for a test without a table."""
    return len(getattr(function, "table", [None]))


def _test(function: Test, rows: list[Row]) -> Test:
    if hasattr(function, "table"):
        rows = [_pair(one, other) for one in function.table for other in rows]
        function = inspect.unwrap(function)

    @functools.wraps(function)
    def test(**fixtures: Any) -> None:
        chosen = [row for row in rows if all(words in row.name for words in only)]
        if not chosen:
            pytest.skip(f"no row has {only[0]} in its id")
        said = [words for row in chosen if (words := _failure(function, row, fixtures))]
        if said:
            head = f"{len(said)} of {len(chosen)} rows fail:"
            pytest.fail("\n".join([head, *said]), pytrace=False)

    signature = inspect.signature(function)
    kept = [p for name, p in signature.parameters.items() if name not in rows[0].values]
    test.__dict__.update(table=rows, __signature__=signature.replace(parameters=kept))
    return test


def _row(asked: Sequence[str], entry: Any, ids: Callable[[Any], object]) -> Row:
    param = entry if isinstance(entry, PARAM) else None
    values = param.values if param else (entry,) if len(asked) == 1 else entry
    marks = param.marks if param else ()
    assert all(m.name == "xfail" and not m.args for m in marks), "xfail is the only mark of a row"
    name = param.id if param else None
    if not isinstance(name, str):
        said = [(value if (made := ids(value)) is None else made) for value in values]
        name = "-".join(words if isinstance(words, str) else repr(words) for words in said)
    return Row(name, dict(zip(asked, values, strict=True)), bool(marks))


def _pair(one: Row, other: Row) -> Row:
    name = f"{one.name}-{other.name}"
    return Row(name, {**one.values, **other.values}, one.fails or other.fails)


def _failure(function: Test, row: Row, fixtures: Mapping[str, Any]) -> str:
    """Return the id of a row and why it fails; nothing where it does what it should."""
    try:
        function(**fixtures, **row.values)
    except pytest.skip.Exception:
        return f"  {row.name}\n    it skips: leave it out of the table instead"
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  # the others have their turn
        return "" if row.fails else f"  {row.name}\n{_why(error)}"
    return f"  {row.name}\n    it passes, and is marked xfail" if row.fails else ""


def _why(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    words = "".join(traceback.format_exception_only(error)).strip().replace("\n", "\n      ")
    return f"    {frame.filename}:{frame.lineno}\n      {words}"
