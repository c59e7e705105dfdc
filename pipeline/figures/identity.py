"""What names a figure, and what proves the data it was made of."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from models.record import columns
from pipeline.figures.job import NOT_EXPORTED, Column, Job, in_order, job_frame, numbered

DECIMALS = 10_000
MISSING = -(2**62)


def figure_id(figure: str, unit: str, keys: Mapping[str, str | None]) -> str:
    """Return the id of a figure, equal in every report: `pay/year/country=US/level=senior`.

    `keys` say what it is a figure of; those without a value are left out, the others stand in
    alphabetical order. Signs that an address can't hold are escaped as in an address.
    """
    parts = [f"{name}={quote(keys[name] or '', safe='')}" for name in sorted(keys) if keys[name]]
    return "/".join((figure, unit, *parts))


def inputs_hash(rows: pd.DataFrame, versions: Mapping[str, str]) -> str:
    """Return the SHA-256, in hex, of the jobs and versions that figures are made of.

    `rows` has the columns of Job; `versions` names the rules, the policy, the rates and the
    period. The order of rows and of columns doesn't matter, nor do columns that Job doesn't have
    or an export lacks (NOT_EXPORTED). Amounts count to four decimals, times to the second.
    """
    jobs = in_order(job_frame(rows))
    digest = hashlib.sha256(json.dumps(dict(versions), sort_keys=True).encode())
    for each in columns(Job):
        if each.name not in NOT_EXPORTED:
            digest.update(f"{each.name}:{len(jobs)}\n".encode())
            digest.update(_content(jobs[each.name]))
    return digest.hexdigest()


def _content(values: Column) -> bytes:
    """Return a column as bytes: texts as their words and a number a row, the rest as numbers."""
    if values.dtype == "category":
        codes, words = numbered(values.dropna())
        numbers = np.full(len(values), MISSING)
        numbers[values.notna().to_numpy()] = codes
        return "\x1e".join(words).encode() + b"\n" + _bytes(numbers)
    known = values.notna().to_numpy()
    if values.dtype.kind == "f":
        plain = np.rint(values.fillna(0).to_numpy() * DECIMALS)
    elif values.dtype.kind == "M":
        plain = values.to_numpy().astype("datetime64[s]").astype(np.int64)
    else:
        plain = values.fillna(value=False).to_numpy(dtype=np.int64)
    return _bytes(np.where(known, plain, MISSING))


def _bytes(numbers: "np.ndarray[Any, Any]") -> bytes:
    return numbers.astype("<i8").tobytes()
