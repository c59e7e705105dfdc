"""The pipeline: clean raw postings, store them, write exports and salary reports."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.pay.api import read_pay

__all__ = ["read_pay"]


def __getattr__(name: str) -> Any:
    # Every import of a module of the pipeline runs this file, so it loads the reader only on use.
    if name == "read_pay":
        from pipeline.pay.api import read_pay  # noqa: PLC0415

        return read_pay
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
