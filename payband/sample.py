"""Run Payband on the bundled sample of invented postings."""

import os
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from pipeline.config import Settings
from pipeline.operate.run import RunOutcome
from pipeline.operate.run_request import RunRequest
from pipeline.operate.sample import sample_settings
from pipeline.operate.sample_runs import run_sample as run_bundled


def run_sample(folder: str | os.PathLike[str] = ".") -> RunOutcome:
    """Collect, clean, export and report the bundled sample in `folder`/data/sample.

    The result has the exit code and, in `files`, the absolute paths of export, data package and
    report. It uses no network. Raises TypeError if `folder` is not a path, StoreError if a file
    cannot be written, AlreadyRunningError if another run works there.
    """
    if not isinstance(folder, str | os.PathLike):
        raise TypeError(f"run_sample() takes a folder, not {type(folder).__name__}")
    Path(folder).mkdir(parents=True, exist_ok=True)
    with chdir(folder):
        outcome = run_bundled(sample_settings(Settings()), RunRequest())
        return replace(outcome, files=[file.absolute() for file in outcome.files])
