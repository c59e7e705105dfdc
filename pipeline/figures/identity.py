"""What names a figure, and what proves the data it was made of."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

import numpy as np
import pandas as pd

from models.record import columns
from pipeline.figures.inference.quantiles import Ints
from pipeline.figures.job import LEFT_OUT, NOT_EXPORTED, Column, Job, in_order, job_frame

DECIMALS = 10_000
MISSING = -(2**62)
WORDS_AT_ONCE = 50_000
WORD = re.compile("[a-z_]+")

Words = tuple[str, ...]


def figure_id(figure: str, unit: str, keys: Mapping[str, str | Words | None]) -> str:
    """Return the id of a figure, equal in every report: `pay/year/country=US/level=senior`.

    `keys` say which jobs it is a figure of, also by the search words of its report; of several
    words one holds (`workplace=hybrid,remote`). Those without a value are left out, the others
    stand in alphabetical order. Signs that an address can't hold are escaped as in an address.
    """
    parts = [f"{name}={_quoted(words)}" for name in sorted(keys) if (words := keys[name])]
    return "/".join((figure, unit, *parts))


def _quoted(words: str | Words) -> str:
    given = (words,) if isinstance(words, str) else words
    return ",".join(quote(word, safe="") for word in given)


def id_parts(name: str) -> tuple[str, str, dict[str, Words]] | None:
    """Return the figure, unit and keys that `figure_id` made an id of; None for another text."""
    figure, _, rest = name.partition("/")
    unit, *parts = rest.split("/")
    pairs = [part.split("=", 1) for part in parts]
    if not (WORD.fullmatch(figure) and WORD.fullmatch(unit)) or any(len(p) < 2 for p in pairs):
        return None
    return figure, unit, {key: tuple(map(unquote, value.split(","))) for key, value in pairs}


def narrowed_id(name: str, conditions: Mapping[str, Words]) -> str:
    """Return the id of a figure with the `conditions` that chose its jobs.

    What the id says already stays. Raises ValueError for a text that is no id.
    """
    parts = id_parts(name)
    if parts is None:
        raise ValueError(f"{name}: is no id of a figure")
    return figure_id(parts[0], parts[1], {**conditions, **parts[2]})


def inputs_hash(rows: pd.DataFrame, versions: Mapping[str, str]) -> str:
    """Return the SHA-256, in hex, of the jobs and versions that figures are made of.

    `rows` has the columns of Job; other postings of a job don't count. `versions` names
    the rules, the policy, the rates and the period. The order of rows and of columns doesn't
    matter, nor do columns that Job doesn't have or an export lacks (NOT_EXPORTED). Amounts count
    to four decimals, times to the second.
    """
    jobs = in_order(job_frame(rows))
    first = jobs["duplicate_of"].isna()
    digest = hashlib.sha256(json.dumps(dict(versions), sort_keys=True).encode())
    for each in columns(Job):
        values = jobs[each.name][first]
        if each.name in NOT_EXPORTED or _nobody_left_out(values):
            continue
        digest.update(f"{each.name}:{first.sum()}\n".encode())
        for part in _content(values):
            digest.update(part)
    return digest.hexdigest()


def _nobody_left_out(values: Column) -> bool:
    """Return whether `values` are the column of jobs left out by hand, and there are none.

    A store marks all its jobs where one is left out. That one may be no job of the report: the hash
    stays as it is then, and so do hashes of reports made before there was the column.
    """
    return values.name == LEFT_OUT and not values.fillna(value=False).any()


def _content(values: Column) -> Iterator[bytes]:
    """Yield a column as bytes: texts as their words and a number a row, the rest as numbers."""
    known = values.notna().to_numpy()
    if values.dtype in ("category", "str"):
        words, codes = _used(values[known])
        for at in range(0, len(words), WORDS_AT_ONCE):
            yield "".join(f"{word}\x1e" for word in words[at : at + WORDS_AT_ONCE]).encode()
        numbers = np.full(len(values), MISSING)
        numbers[known] = codes
        yield b"\n" + _bytes(numbers)
        return
    if values.dtype.kind == "f":
        plain = np.rint(values.fillna(0).to_numpy() * DECIMALS)
    elif values.dtype.kind == "M":
        plain = values.to_numpy().astype("datetime64[s]").astype(np.int64)
    else:
        plain = values.fillna(value=False).to_numpy(dtype=np.int64)
    yield _bytes(np.where(known, plain, MISSING))


def _used(texts: Column) -> tuple[Any, Ints]:
    """Return the words of a column, in alphabetical order, and the place of each row's word."""
    if texts.dtype == "str":  # ids: each occurs once, and rows are in their order
        return texts.array, np.arange(len(texts))
    used, codes = np.unique(texts.cat.codes.to_numpy(), return_inverse=True)
    return texts.cat.categories[used], codes


def _bytes(numbers: "np.ndarray[Any, Any]") -> bytes:
    return numbers.astype("<i8").tobytes()
