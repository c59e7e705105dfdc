"""What jobs that name a skill state more, in three steps: raw, same job, same employer.

Raw premiums are mostly seniority and country, and skill words are an employer's boilerplate; the
three numbers side by side show how much of a premium each step takes away. None says that the
skill is the cause.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.value_text import JOINER
from pipeline.figures.compare import FEW_COMPARISONS
from pipeline.figures.inference.multiple import benjamini_hochberg
from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.within import within_difference
from pipeline.figures.job import codes_and_texts, names, numbered
from pipeline.figures.policy import EMPLOYERS_FOR_MEDIAN, JOBS_FOR_MEDIAN

NO_CAUSE = "Jobs that name the skill state more or less; this is no proof that the skill is why."
# Raw still keeps currencies apart: amounts in two currencies have no ratio.
STEPS: dict[str, tuple[str, ...]] = {
    "raw": ("country",),
    "same_job": ("country", "role", "level"),
    "same_employer": ("country", "role", "level", "employer"),
}
DTYPES = {
    "skill": "str", "step": "str", "ratio": "float64", "interval_low": "float64",
    "interval_high": "float64",
    "p": "float64",
    "jobs_with": "int64", "employers_with": "int64", "jobs": "Int64", "employers": "Int64",
    "crosses": "boolean", "stands": "bool", "vanishes": "bool", "why": "str",
}  # fmt: skip


def skill_premiums(jobs: pd.DataFrame, skills: Iterable[str]) -> pd.DataFrame:
    """Return the premium of each skill, three rows each: the STEPS in order.

    `jobs` is the salaried frame of a Population: used are jobs with pay and a description that
    was read. Columns: skill, step, ratio (1.05: 5% more), interval_low and interval_high (its 95%
    interval), p (that belongs to it), jobs_with and employers_with (that name the skill), jobs and
    employers (the step rests on), crosses (the interval holds 1), stands (it doesn't, and of more
    than 10 skills at that step not by chance either: Benjamini and Hochberg), vanishes (it stands
    at the step before, and not here), why (words, where there is no ratio).
    """
    described = jobs["described"].fillna(value=False).astype(bool)
    used = jobs[["pay", "skills", *STEPS["same_employer"]]][jobs["pay"].notna() & described]
    steps = {step: _codes(used, keys) for step, keys in STEPS.items()} if len(used) else {}
    employers, _names = numbered(used["employer"]) if len(used) else (np.empty(0, np.int64), ())
    rows = [row for skill in skills for row in _premium(used, skill, steps, employers)]
    _stand(rows)
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def solid(steps: Iterable[Any]) -> bool:
    """Return whether a premium is more than chance: `steps` are the rows of one skill.

    It must stand within the same job, and not be gone within the same employer.
    """
    told = {row.step: row for row in steps}
    last = told["same_employer"]
    return bool(told["same_job"].stands and (pd.isna(last.ratio) or last.stands))


def vanished(premiums: pd.DataFrame) -> dict[str, int]:
    """Return how many premiums vanish at each step but the first."""
    gone = premiums[premiums["vanishes"]]["step"].value_counts()
    return {step: int(gone.get(step, 0)) for step in list(STEPS)[1:]}


def skill_list(jobs: pd.DataFrame, most: int | None = None) -> list[str]:
    """Return the skills that enough jobs and employers name for a premium, alphabetically.

    Of more than `most` it returns those that most jobs name.
    """
    told = jobs[["skills", "employer"]][jobs["pay"].notna()].dropna()
    counts = [(skill, n) for skill, n, firms in _named(told) if skill and _enough(n, firms)]
    counts.sort(key=lambda each: (-each[1], each[0]))
    return sorted(skill for skill, _jobs in counts[:most])


def _named(told: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Yield each skill with how many jobs and employers name it.

    One skill at a time: a row for each skill of each job would be many times the frame.
    """
    texts, words = codes_and_texts(told["skills"])
    employers, names_of = codes_and_texts(told["employer"])
    pairs, jobs = np.unique(texts * len(names_of) + employers, return_counts=True)
    text, employer = np.divmod(pairs, max(1, len(names_of)))
    starts = np.searchsorted(text, np.arange(len(words) + 1))
    naming: dict[str, list[slice]] = defaultdict(list)
    for joined, start, end in zip(words, starts[:-1], starts[1:], strict=True):
        for skill in joined.split(JOINER) if start < end else ():
            naming[skill].append(slice(start, end))
    for skill, parts in naming.items():
        named_by = np.bincount(np.concatenate([employer[part] for part in parts]))
        yield skill, sum(int(jobs[part].sum()) for part in parts), int(np.count_nonzero(named_by))


def _enough(jobs: int, employers: int) -> bool:
    return jobs >= JOBS_FOR_MEDIAN and employers >= EMPLOYERS_FOR_MEDIAN


def _premium(
    jobs: pd.DataFrame, skill: str, steps: Mapping[str, Ints], employers: Ints
) -> list[dict[str, Any]]:
    has = names(jobs["skills"], skill)
    told = {
        "skill": skill,
        "jobs_with": int(has.sum()),
        "employers_with": int(jobs[has]["employer"].nunique()),
    }
    pay, named = (each.to_numpy(dtype=np.float64) for each in (jobs["pay"], has))
    return [
        {**told, "step": step, **_step(pay, named, steps.get(step), employers)} for step in STEPS
    ]


def _stand(rows: list[dict[str, Any]]) -> None:
    """Say of each row whether it stands among all of its step, and whether it vanishes there."""
    for step in STEPS:
        tested = [row for row in rows if row["step"] == step and row["p"] is not None]
        few = len(tested) <= FEW_COMPARISONS
        chosen = benjamini_hochberg([row["p"] for row in tested])
        for row, by_all in zip(tested, chosen, strict=True):
            row["stands"] = not row["crosses"] and (by_all or few)
    stood: dict[str, bool] = {}
    for row in rows:  # each skill's in the order of the steps
        gone = row["p"] is not None and not row["stands"]
        row["vanishes"] = stood.get(row["skill"], False) and gone
        stood[row["skill"]] = row["stands"]


def _step(pay: Floats, has: Floats, strata: Ints | None, employers: Ints) -> Any:
    none: dict[str, Any] = {
        "ratio": None,
        "interval_low": None,
        "interval_high": None,
        "crosses": None,
    }
    none |= {"p": None, "stands": False}
    found = None
    if strata is not None:
        found = within_difference(pay, has, strata, employers)
    if found is None or not _enough(found.jobs, found.employers) or found.interval is None:
        return {**none, "jobs": None, "employers": None, "why": "too few jobs with and without"}
    ends = {"interval_low": found.interval.low, "interval_high": found.interval.high}
    told = {
        "ratio": found.ratio,
        "p": found.p,
        "jobs": found.jobs,
        "employers": found.employers,
        "why": "",
    }
    return {**told, **ends, "crosses": not found.interval.excludes(1), "stands": False}


def _codes(jobs: pd.DataFrame, keys: tuple[str, ...]) -> Ints:
    """Return a code from 0 for each distinct combination of `keys`; unknown is a value, too."""
    grouped = jobs.groupby(list(keys), sort=True, dropna=False, observed=True)
    return np.asarray(grouped.ngroup().to_numpy(), dtype=np.int64)
