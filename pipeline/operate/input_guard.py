"""Protect an input file from being overwritten by an output file."""

from pathlib import Path

from pipeline.disk import is_same_file
from pipeline.errors import UsageError


def keep_input(given: Path, output: Path) -> None:
    """Raise UsageError where `output` is the same file as the input `given`."""
    if is_same_file(given, output):
        raise UsageError(f"{output}: is an input; name another file to write to")
