"""A file that several processes read, and that must not change meanwhile."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.errors import InputError
from pipeline.tables.reading.table_file import TableFile, readable


@dataclass(frozen=True, slots=True)
class UnchangedFile:
    """The absolute path of a file, its name for messages, its size in bytes and time of change."""

    path: Path
    name: str
    size: int
    changed: int

    @classmethod
    def of(cls, file: TableFile) -> Self:
        """Return the state of a file. Raises InputError where it can't be read."""
        with readable(file.name):
            state = file.path.stat()
        return cls(file.path.resolve(), file.name, state.st_size, state.st_mtime_ns)

    def check(self) -> None:
        """Raise InputError where this process sees no such file, or another one."""
        with readable(self.name):
            state = self.path.stat()
        if (state.st_size, state.st_mtime_ns) != (self.size, self.changed):
            raise self.other()

    def other(self) -> InputError:
        """Return the error to raise where the content is another one."""
        return InputError(f"{self.name}: the file was changed while it was read")
