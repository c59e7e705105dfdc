from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.figures.job import job_frame

DEFAULTS: dict[str, Any] = {
    "source": "acme-board", "role": "Data Scientist", "level": "senior", "country": "US",
    "title": "Data Scientist", "salary_status": "ok", "salary_currency": "USD",
    "salary_period": "year", "ai_relevance": "core", "described": True,
    "posted_on": "2026-06-01", "first_seen": "2026-06-02T06:00:00Z",
    "last_seen": "2026-06-30T06:00:00Z",
}  # fmt: skip

Jobs = Callable[..., pd.DataFrame]


@pytest.fixture
def jobs() -> Jobs:
    """Make a frame of Job with pay, one row an amount, columns alike unless told otherwise."""

    def made(amounts: Any, employers: Any, **given: Any) -> pd.DataFrame:
        amounts = np.asarray(amounts, dtype=np.float64)
        n = len(amounts)
        rows = pd.DataFrame({"posting_id": [f"{i:016x}" for i in range(n)]})
        rows["employer"] = list(employers)
        ends = {"min": amounts * 0.9, "max": amounts * 1.1}
        for name, values in ends.items():
            rows[f"salary_{name}"] = rows[f"annual_{name}"] = values
        rows["annual_mid"] = rows["annual_mid_usd"] = amounts
        for name, value in {**DEFAULTS, **given}.items():
            rows[name] = value
        return job_frame(rows)

    return made


@pytest.fixture
def paid(jobs: Jobs) -> Jobs:
    """Make the same with the column `pay`, as a frame of a Population has it."""

    def made(*args: Any, **given: Any) -> pd.DataFrame:
        frame = jobs(*args, **given)
        return frame.assign(pay=frame["annual_mid"])

    return made


@pytest.fixture
def drawn() -> Callable[..., tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
    """Draw amounts and employers' codes: lognormal, log sd 0.35, correlated within employers."""

    def made(seed: int, employers: int = 30, rho: float = 0.6, most: int = 12) -> Any:
        random = np.random.default_rng(seed)
        codes = np.repeat(np.arange(employers), random.integers(1, most + 1, employers))
        own = np.sqrt(rho) * random.standard_normal(employers)
        logs = own[codes] + np.sqrt(1 - rho) * random.standard_normal(len(codes))
        return np.round(150_000 * np.exp(0.35 * logs), -2), codes

    return made
