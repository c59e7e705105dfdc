"""Keep items in a temporary file, to iterate them several times in little memory."""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")


class SpillFile(Generic[Item]):
    """Batches of items in a temporary file, which ends with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by __exit__
        self._batches = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, batch: Sequence[Item]) -> None:
        """Add a batch at the end."""
        self._file.seek(0, 2)
        pickle.dump(batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._batches += 1

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in their order; one batch is in memory at a time."""
        self._file.seek(0)
        for _ in range(self._batches):
            yield from pickle.load(self._file)  # noqa: S301  # our own, a moment ago
