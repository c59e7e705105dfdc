"""Find the archive files of a path, and map their bytes into memory."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pipeline.errors import InputError

SUFFIXES = (".warc", ".warc.gz")


def archive_files(path: Path) -> list[Path]:
    """Return the archive files of a file or folder path, sorted. Raises InputError for none."""
    if path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.is_file() and f.name.endswith(SUFFIXES))
        if not files:
            raise InputError(f"{path}: there is no {' or '.join(SUFFIXES)} file in this folder")
        return files
    if not path.is_file():
        raise InputError(f"{path}: there is no such archive")
    return [path]


@contextmanager
def mapped(file: Path) -> Iterator[mmap | bytes]:
    """Yield a file's bytes as a memory map. Raises InputError where it cannot be read."""
    try:
        with file.open("rb") as handle:
            if os.fstat(handle.fileno()).st_size == 0:
                yield b""
                return
            with mmap(handle.fileno(), 0, access=ACCESS_READ) as data:
                yield data
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
