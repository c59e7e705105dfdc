"""The comparison of two roles as a DataFrame."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.publish.compare.compare import Comparison
from pipeline.publish.compare.role_figures import RoleFigures, Share

SUBJECTS = ("education", "fields", "levels", "workplaces", "industries")
TYPES = {
    "subject": "str",
    "name": "str",
    **dict.fromkeys(("one_n", "one_of", "other_n", "other_of"), "Int64"),
    **dict.fromkeys(("one_share", "other_share", "lift"), "float64"),
}


def comparison_frame(compared: Comparison) -> pd.DataFrame:
    """Return a row for each skill and each other value that either role names, with TYPES.

    The roles are in `attrs["roles"]`. Shares are missing where the page shows only counts.
    """
    rows = [*_skills(compared), *_others(compared.left, compared.right)]
    data = {name: [row[at] for row in rows] for at, name in enumerate(TYPES)}
    frame = pd.DataFrame({name: pd.Series(data[name], dtype=kind) for name, kind in TYPES.items()})
    frame.attrs["roles"] = (compared.left.role, compared.right.role)
    return frame


def _skills(compared: Comparison) -> Iterator[tuple[Any, ...]]:
    roles = compared.left, compared.right
    for skill in compared.skills:
        yield _row(str(skill.group), skill.skill, (skill.left, skill.right), roles, skill.lift)


def _others(left: RoleFigures, right: RoleFigures) -> Iterator[tuple[Any, ...]]:
    for subject in SUBJECTS:
        mine, theirs = getattr(left, subject), getattr(right, subject)
        ours = [{share.name: share for share in shares} for shares in (mine, theirs)]
        none = [Share("", 0, shares[0].of if shares else 0) for shares in (mine, theirs)]
        for name in dict.fromkeys([*ours[0], *ours[1]]):
            one, other = (named.get(name, zero) for named, zero in zip(ours, none, strict=True))
            yield _row(subject, name, (one, other), (left, right), None)


def _row(
    subject: str,
    name: str,
    shares: tuple[Share, Share],
    roles: tuple[RoleFigures, RoleFigures],
    lift: float | None,
) -> tuple[Any, ...]:
    one, other = shares
    shown = [
        share.n / share.of if role.shown and share.percent is not None else None
        for share, role in zip(shares, roles, strict=True)
    ]
    return subject, name, one.n, one.of, other.n, other.of, *shown, lift
