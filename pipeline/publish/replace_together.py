"""Replace several files together, only after all of them are complete on the disk."""

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
    """Yield a binary file for each target; replace the targets when the block ends without error.

    All files are opened before the block, and all are on the disk before the first is renamed. So
    a folder that can't be written to, or a full disk, leaves all targets unchanged. Raises the
    errors of `replacing`.
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
    """Turn an OSError in the block into a PaybandError that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = f"{error.strerror or error}; {free(target)} bytes free"
        raise PaybandError(f"{target}: cannot be written: {why}") from error
