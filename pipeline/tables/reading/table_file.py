"""A table's file, opened as bytes: a path, standard input, or either of them in gzip."""

import gzip
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from pipeline.errors import InputError, UsageError

READABLE = "CSV, Excel, JSON, JSON lines and Parquet, also in gzip,"
GZIP = b"\x1f\x8b"
HEAD = 65_536
"""Bytes at the beginning that tell what kind of file it is."""
LARGEST = 2 << 30
"""Bytes of a file that has to be in memory as a whole (JSON, Excel)."""
LONGEST_LINE = 1 << 28
"""Characters of a line; a longer one would only fill the memory."""
STANDARD_INPUT = Path("-")


@dataclass(frozen=True)
class TableFile:
    """A file to read, possibly several times. `name` stands for it in messages."""

    path: Path
    name: str

    @cached_property
    def is_gzip(self) -> bool:
        """Whether the file is compressed. Raises InputError if only its name says so."""
        with readable(self.name), self.path.open("rb") as file:
            start = file.read(2)
        if start and start != GZIP and self.name.lower().endswith(".gz"):
            raise InputError(f"{self.name}: the name says gzip, the content is not gzip")
        return start == GZIP

    @cached_property
    def head(self) -> bytes:
        """The first bytes of the content, decompressed."""
        with readable(self.name), self.open() as file:
            return file.read(HEAD)

    @property
    def ending(self) -> str:
        """The ending of the name without `.gz`, in small letters: `.csv`."""
        name = self.name.lower().removesuffix(".gz")
        return Path(name).suffix

    def open(self) -> BinaryIO:
        """Open the content, decompressed. Wrap its reading in `readable`."""
        if self.is_gzip:
            return cast("BinaryIO", gzip.open(self.path, "rb"))
        return self.path.open("rb")

    def content(self) -> bytes:
        """Return the whole content. Raises InputError, also for more than LARGEST bytes."""
        with readable(self.name), self.open() as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise InputError(f"{self.name}: larger than {LARGEST >> 30} GB; use CSV or JSON lines")
        return content


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn the errors of reading a file into an InputError that names it."""
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{name}: the gzip file is damaged or cut off: {error}") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from None


def text_lines(text: TextIO, name: str) -> Iterator[str]:
    """Yield the lines of an open text with their ends. Raises InputError for an endless one."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise InputError(f"{name}: a line of more than {LONGEST_LINE:,} characters")
        yield line


@contextmanager
def table_file(path: Path) -> Iterator[TableFile]:
    """Yield the file of a table. `-` is standard input, kept in a temporary file meanwhile.

    Raises InputError, UsageError for a standard input that is a terminal.
    """
    if path != STANDARD_INPUT:
        yield TableFile(path, str(path))
        return
    if sys.stdin.isatty():
        raise UsageError("-: give a table on standard input, such as `payband clean - < jobs.csv`")
    with tempfile.NamedTemporaryFile(prefix="payband-") as kept:
        with readable("standard input"):
            shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield TableFile(Path(kept.name), "standard input")
