"""Put several files in place together: none is, until all of them are whole on the disk."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.atomic import replacing
from pipeline.disk import free
from pipeline.errors import PaybandError


@contextmanager
def replacing_together(targets: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Give a binary file for each target; all take their names when the block ends without error.

    Each is opened before the block and on the disk before the first takes its name: a folder that
    can't be written to, or a full disk, leaves all targets as they were. Raises as `replacing`.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(replacing(target)) for target in targets]
        yield files
        for target, file in zip(targets, files, strict=True):
            with writing_to(target):
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Turn what the disk says in the block into an error that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = f"{error.strerror or error}; {free(target)} bytes free"
        raise PaybandError(f"{target}: cannot be written: {why}") from error
