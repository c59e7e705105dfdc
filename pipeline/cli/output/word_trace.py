"""Show what the rules say of the words of a title, a place, a board's fields, a description."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.cli.output.show import print_table

HEADER = ("words", "means", "value", "row")


def show_word_traces(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Print traces made by `trace_words`, a table for each text."""
    for name, words in found.items():
        rows = [tuple(each.values()) for each in words]
        print_table(f"Words of the {name}", HEADER, rows)
