"""Which rows of a long table of trials `make test` runs, a few of each kind: the rest are proof."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

PARAM = type(pytest.param())


def few(table: Iterable[Any], stays: Callable[[int], bool] | int = 1) -> list[Any]:
    """Return a table of which only some rows run in `make test`, all of them in `make proof`.

    `stays` says of which places in the table, from 0; a number: so many of them, evenly spread.
    """
    rows = list(table)
    if isinstance(stays, int):
        kept = {len(rows) * n // stays for n in range(stays)}
    else:
        kept = {at for at in range(len(rows)) if stays(at)}
    return [row if at in kept else _proof(row) for at, row in enumerate(rows)]


def _proof(row: Any) -> Any:
    values, marks, name = row if isinstance(row, PARAM) else (_values(row), (), None)
    return pytest.param(*values, marks=[*marks, pytest.mark.proof], id=name)


def _values(row: Any) -> tuple[Any, ...]:
    return row if isinstance(row, tuple) else (row,)
