"""A folder that several machines see, with a file for each part of a table that is done.

A file gets its name when it is whole, so a part that is done twice is there once. The names begin
with the key of the work, so what an earlier work still writes is not taken for this one's.
"""

import fcntl
import io
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.own_pickle import OwnUnpickler
from pipeline.disk import why
from pipeline.errors import PaybandError

KEY, LOCK = "key", "lock"


@dataclass(frozen=True, slots=True)
class PartFolder:
    """The parts of one work, told from others by `key`."""

    path: Path
    key: str

    def file(self, number: int, kind: str) -> Path:
        """Return the path of what a part has: `part`, `keys` or `linked`."""
        return self.path / f"{self.key[:16]}-{number:06}.{kind}"

    def check(self) -> None:
        """Raise PaybandError where this machine does not see the folder of the command."""
        try:
            found = (self.path / KEY).read_text(encoding="utf-8")
        except OSError:
            found = ""
        if found != self.key:
            words = "does not see this folder of the command: all workers need one disk"
            raise PaybandError(f"{self.path}: the worker on {os.uname().nodename} {words}")

    def write(self, file: Path, content: bytes) -> None:
        """Write a file as a whole. Raises PaybandError where the disk is full or read-only.

        Two workers may do one part, after a lost connection: both write, and one stays. A file
        that `atomic.replacing` writes has one writer at a time.
        """
        try:
            with tempfile.NamedTemporaryFile(dir=self.path, delete=False) as aside:
                aside.write(content)
                aside.flush()
                os.fsync(aside.fileno())
            Path(aside.name).replace(file)
        except OSError as error:
            raise PaybandError(f"{file}: cannot be written: {why(error, file)}") from None

    def write_part(self, number: int, done: Sequence[tuple[Any, Any]]) -> None:
        """Write the results of a part: what duplicates are found by, and the rest."""
        sides = [[keyed for keyed, _ in done], [row for _, row in done]]
        blobs = [pickle.dumps(side, pickle.HIGHEST_PROTOCOL) for side in sides]
        self.write(self.file(number, "part"), pickle.dumps((len(done), *blobs)))

    def read_part(self, number: int, side: int) -> list[Any]:
        """Return one side of the results of a part: 0 the keys, 1 the rest."""
        with self.file(number, "part").open("rb") as file:
            _, *blobs = OwnUnpickler(file).load()
        found: list[Any] = OwnUnpickler(io.BytesIO(blobs[side])).load()
        return found


@contextmanager
def part_folder(output: Path, key: str) -> Iterator[PartFolder]:
    """Yield the folder beside `output`; what another work left there is removed.

    Raises PaybandError where the folder can't be made, or another command works on the output.
    """
    path = output.resolve().with_name(f".{output.name}.parts")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (path / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _begin(path, key)
            yield PartFolder(path, key)
    except BlockingIOError:
        raise PaybandError(f"{output}: another process is writing it") from None


def remove(folder: PartFolder) -> None:
    """Remove the folder and all parts."""
    shutil.rmtree(folder.path, ignore_errors=True)


def _begin(path: Path, key: str) -> None:
    named = path / KEY
    if named.exists() and named.read_text(encoding="utf-8") == key:
        return
    for old in path.iterdir():
        if old.name != LOCK:
            old.unlink()
    named.write_text(key, encoding="utf-8")
