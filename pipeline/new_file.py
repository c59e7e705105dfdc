"""Create files safely: temporary files beside a target, private files, never through a link."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EBUSY, ELOOP, ENXIO
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_TRIES = 100  # few other processes create and remove the same file


class InUseError(Exception):
    """Another process is writing the file."""


@contextmanager
def new_beside(target: Path, mode: int = 0o666) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield the path of a new, empty file beside `target`, and the file, open and locked.

    Its mode is `mode` less the umask. At the end it is removed, unless it was renamed. A file that
    a killed process left there is removed first. So is a symbolic link, but not its target
    (CWE-59). Raises InUseError while another process writes the file, OSError.
    """
    part = target.with_name(f".{target.name}.part")
    with _made(part, mode) as file:
        try:
            yield part, file
        finally:
            _remove(part, file.fileno())


def write_private(path: Path, text: str) -> None:
    """Replace `path` by a file with this text; only its owner can read it, whatever the umask.

    Raises OSError, which names the file.
    """
    try:
        with new_beside(path, PRIVATE) as (part, file):
            os.fchmod(file.fileno(), PRIVATE)
            file.write(text.encode())
            file.flush()
            part.replace(path)
    except InUseError:
        raise OSError(EBUSY, "another process is writing it", str(path)) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def open_private(path: Path) -> BinaryIO:
    """Open `path` for writing from its start; only its owner can read it, whatever the umask.

    Raises OSError, also where it is a symbolic link.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.fdopen(os.open(path, flags, PRIVATE), "wb")
    os.fchmod(file.fileno(), PRIVATE)
    return file


def _made(part: Path, mode: int) -> BinaryIO:
    for _ in range(_TRIES):
        _remove_left(part)
        try:
            file = os.fdopen(os.open(part, _NEW, mode), "r+b")
        except FileExistsError:
            continue
        if _locked(file.fileno()) and _is(part, file.fileno()):
            return file
        file.close()  # another process removed it as a leftover
    raise InUseError(part)


def _remove_left(part: Path) -> None:
    """Remove a leftover file; raise InUseError while a live process writes it."""
    try:
        left = os.open(part, _LOOK)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in (ELOOP, ENXIO):  # a link, a socket
            raise
        part.unlink(missing_ok=True)
        return
    try:
        if not _locked(left):
            raise InUseError(part)
        _remove(part, left)
    finally:
        os.close(left)


def _remove(part: Path, file: int) -> None:
    if _is(part, file):
        part.unlink(missing_ok=True)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(path: Path, file: int) -> bool:
    """Return whether `path` still names an open file."""
    try:
        return os.path.samestat(os.fstat(file), path.lstat())
    except FileNotFoundError:
        return False
