"""Count how many jobs of two roles name each value of a column, employer by employer."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.value_text import JOINER
from pipeline.figures.inference.proportions import Proportion
from pipeline.figures.inference.quantiles import Ints
from pipeline.figures.job import Column, codes_and_texts
from pipeline.figures.policy import FEWEST_EMPLOYERS, FEWEST_JOBS
from pipeline.figures.role_pair.shares import SharePair, share_pair


@dataclass(frozen=True, slots=True)
class _Named:
    """A subject as arrays: which value each mention names, and its employer on each side.

    `of` has the jobs that state any value: a row a side, a column an employer.
    """

    names: tuple[str, ...]
    value: Ints
    side: Ints
    employer: Ints
    of: npt.NDArray[np.int64]


def share_pairs(
    jobs: pd.DataFrame,
    roles: tuple[str, str],
    subject: str,
    column: str,
    *,
    states: "Column | None" = None,
) -> Iterator[SharePair]:
    """Yield a SharePair for each value of `column` (several joined), most often named first.

    `jobs` are of a Population. `states` says which jobs state any value: by default those where
    `column` is not missing. A value that fewer than 5 jobs or 3 employers of either role name is
    left out. "Most often" gives both roles the same weight.
    """
    found = _named(jobs, roles, column, states)
    pairs = [
        share_pair(subject, name, *_proportions(found, at)) for at, name in enumerate(found.names)
    ]
    yield from sorted((pair for pair in pairs if _listed(pair)), key=_rank)


def _named(
    jobs: pd.DataFrame, roles: tuple[str, str], column: str, states: "Column | None"
) -> _Named:
    said = jobs[column].notna() if states is None else states
    used = jobs[["role", "employer", column]][said & jobs["role"].isin(roles)]
    sides = np.asarray(used["role"] == roles[1], dtype=np.int64)
    codes, _texts = codes_and_texts(used["employer"])
    known, employers = np.unique(codes, return_inverse=True)
    names, job, value = _mentions(used[column])
    of: Ints = np.bincount(sides * len(known) + employers, minlength=2 * len(known))
    return _Named(names, value, sides[job], employers[job], of.reshape(2, len(known)))


def _mentions(joined: Column) -> tuple[tuple[str, ...], Ints, Ints]:
    """Return the distinct names of a joined column, and the row and name of each mention.

    Mentions stand in the order of names; a row that names a value twice mentions it once.
    """
    codes, words = codes_and_texts(joined)
    used, codes = np.unique(np.append(codes, -1), return_inverse=True)
    texts, codes = words[used[1:]], codes[:-1] - 1
    lists = [list(dict.fromkeys(filter(None, str(text).split(JOINER)))) for text in texts]
    names = sorted({name for each in lists for name in each})
    place = {name: at for at, name in enumerate(names)}
    counts = np.array([*map(len, lists), 0], dtype=np.int64)  # the last one is for missing
    first = np.cumsum(counts) - counts
    flat = np.array([place[name] for each in lists for name in each], dtype=np.int64)
    mine = counts[codes]
    row = np.repeat(np.arange(len(codes)), mine)
    within = np.arange(len(row)) - np.repeat(np.cumsum(mine) - mine, mine)
    value = flat[first[codes][row] + within]
    order = np.argsort(value, kind="stable")
    return tuple(names), row[order], value[order]


def _proportions(found: _Named, at: int) -> tuple[Proportion, Proportion]:
    mine = slice(*np.searchsorted(found.value, (at, at + 1)))
    size = found.of.shape[1]
    flat = np.bincount(found.side[mine] * size + found.employer[mine], minlength=2 * size)
    one, other = flat.reshape(2, size)
    return Proportion(one, found.of[0]), Proportion(other, found.of[1])


def _rank(pair: SharePair) -> tuple[float, str]:
    shares = [(each.jobs or 0) / each.of for each in (pair.one, pair.other) if each.of]
    return -sum(shares), pair.name.casefold()


def _listed(pair: SharePair) -> bool:
    return any(
        (each.jobs or 0) >= FEWEST_JOBS and (each.employers or 0) >= FEWEST_EMPLOYERS
        for each in (pair.one, pair.other)
    )
