"""Keep items in a file, to iterate them several times in little memory, or to go on later."""

import fcntl
import io
import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from models.own_pickle import OwnUnpickler

Item = TypeVar("Item")
_Batch = tuple[Sequence[Any], Sequence[Any]]
"""Items, and the rows beside them."""

SHORT = 10_000
"""Items that stay in memory; more are written to the file."""
PRIVATE = 0o600
KEPT = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class SpillFile(Generic[Item]):
    """Batches of items in a file. Each item may have a row beside it, which is read for itself.

    By default it is a temporary file, which ends with the process; the first 10,000 items need
    none. With `path` the file is kept until `forget`, so that a later process with the same `key`
    finds the batches of one that was killed: `count` says how many items there are. Where the file
    can't be kept (another process has it, the folder is read-only), it is a temporary one.
    """

    def __init__(self, path: Path | None = None, key: str = "") -> None:
        self._path = path
        kept = _kept(path) if path is not None else None
        self._file: BinaryIO = kept or tempfile.TemporaryFile()  # noqa: SIM115  # `close` closes it
        self.is_kept = kept is not None
        self._batches = self.count = 0
        self._in_memory: list[_Batch] | None = None if self.is_kept else []
        self._key = key
        self._begin = self._find_begin()

    def close(self) -> None:
        """Close the file; a temporary one is gone."""
        self._file.close()

    def add(self, batch: Sequence[Item], beside: Sequence[Any] = ()) -> None:
        """Add a batch at the end, with the rows beside its items."""
        self.count += len(batch)
        self._batches += 1
        if self._in_memory is None:
            self._write((batch, beside))
            return
        self._in_memory.append((batch, beside))
        if self.count > SHORT:
            for one in self._in_memory:
                self._write(one)
            self._in_memory = None

    def _write(self, batch: _Batch) -> None:
        parts = [pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in batch]
        self._file.seek(0, os.SEEK_END)
        pickle.dump((len(batch[0]), *parts), self._file, pickle.HIGHEST_PROTOCOL)
        self._file.flush()

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in their order; one batch is in memory at a time."""
        return self._part(0)

    def beside(self) -> Iterator[Any]:
        """Yield the rows beside the items in the same way. The items are not read for it."""
        return self._part(1)

    def _part(self, which: int) -> Iterator[Any]:
        if self._in_memory is not None:
            yield from chain.from_iterable(batch[which] for batch in self._in_memory)
            return
        self._file.seek(self._begin)
        for _ in range(self._batches):
            _, *parts = OwnUnpickler(self._file).load()
            yield from OwnUnpickler(io.BytesIO(parts[which])).load()

    def forget(self) -> None:
        """Remove a kept file: what it is for is done."""
        if self.is_kept and self._path is not None:
            self._path.unlink(missing_ok=True)

    def _find_begin(self) -> int:
        """Return where the batches begin, behind the key; count those of an earlier process."""
        line = f"{self._key}\n".encode()
        if self.is_kept and self._file.read(len(line)) == line:
            self._count_batches()
            return len(line)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(line)
        self._file.flush()
        return len(line)

    def _count_batches(self) -> None:
        """Count the whole batches, and cut off a last one that is not whole."""
        whole = self._file.tell()
        try:
            while True:
                count, _items, _beside = OwnUnpickler(self._file).load()
                self._batches += 1
                self.count += int(count)
                whole = self._file.tell()
        except (EOFError, pickle.UnpicklingError, AttributeError, ValueError, TypeError):
            pass
        self._file.seek(whole)
        self._file.truncate()


def _kept(path: Path) -> BinaryIO | None:
    """Open a file to keep, readable by its owner only; None where that is not possible."""
    try:
        file = io.BufferedRandom(io.FileIO(os.open(path, KEPT, PRIVATE), "r+"))
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = os.fstat(file.fileno())
        if mine.st_uid == os.geteuid() and not mine.st_mode & 0o077:
            return file
    except OSError:
        pass
    file.close()
    return None
