"""CLEAN, KEEP, TELL: from raw postings to cleaned, stored, exported and reported ones."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.pay.api import read_pay

__all__ = ["read_pay"]


def __getattr__(name: str) -> Any:
    # Importing any module of the pipeline runs this file: it loads nothing until it is asked.
    if name == "read_pay":
        from pipeline.pay.api import read_pay  # noqa: PLC0415

        return read_pay
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
