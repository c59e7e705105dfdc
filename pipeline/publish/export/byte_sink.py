"""The binary file that an export is written to."""

from typing import Any, Protocol


class ByteSink(Protocol):
    """A binary file that rows are written to."""

    def write(self, data: Any, /) -> Any:
        """Write bytes."""
