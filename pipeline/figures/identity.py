"""What names a figure, and what proves the data it was made of."""

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import quote

import pandas as pd

from models.record import columns
from pipeline.figures.job import Column, Job, job_frame

ABSENT = "\x00"


def figure_id(figure: str, unit: str, keys: Mapping[str, str | None]) -> str:
    """Return the id of a figure, equal in every report: `pay/year/country=US/level=senior`.

    `keys` say what it is a figure of; those without a value are left out, the others stand in
    alphabetical order. Signs that an address can't hold are escaped as in an address.
    """
    parts = [f"{name}={quote(keys[name] or '', safe='')}" for name in sorted(keys) if keys[name]]
    return "/".join((figure, unit, *parts))


def inputs_hash(rows: pd.DataFrame, versions: Mapping[str, str]) -> str:
    """Return the SHA-256, in hex, of what figures were made of.

    `rows` has the columns of Job; `versions` names the rules, the policy, the rates and the
    period. The order of rows and of columns doesn't matter, nor do columns that Job doesn't have.
    """
    jobs = job_frame(rows)
    texts = pd.DataFrame({c.name: _texts(jobs[c.name]) for c in columns(Job)})
    lines = sorted("\x1f".join(row) for row in texts.itertuples(index=False, name=None))
    digest = hashlib.sha256(json.dumps(dict(versions), sort_keys=True).encode())
    for line in lines:
        digest.update(line.encode() + b"\x1e")
    return digest.hexdigest()


def _texts(values: Column) -> list[str]:
    if values.dtype.kind == "M":
        values = values.dt.strftime("%Y-%m-%dT%H:%M:%S").astype(object)
    elif values.dtype.kind == "f":  # amounts have four decimals, whatever they were read from
        values = values.map("{:.4f}".format, na_action="ignore")
    return [ABSENT if missing else str(v) for v, missing in zip(values, values.isna(), strict=True)]
