"""Standard output and error: closed, full, broken or of another encoding."""

import os
import sys
from contextlib import suppress
from typing import IO

from pipeline.errors import PaybandError


class OutputError(PaybandError):
    """Standard output takes nothing more: it is on a full disk, say."""


class ReaderGoneError(PaybandError):
    """Who read standard output has gone (`| head`): there is nothing to say, and nobody to hear.

    The exit code is the one a shell gives for a program that SIGPIPE ended.
    """

    exit_code = 141


def prepare() -> None:
    """Make the three standard streams usable, whatever the shell has done to them.

    One that is closed (`>&-`) becomes the null device: otherwise the next file that is opened, a
    database, takes its number and gets what is printed. What the encoding of a stream lacks is
    written out (`\\u2013`) instead of raising UnicodeEncodeError.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _open_where_closed(number)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def write_output(content: str | bytes) -> None:
    """Write to standard output at once. Raises ReaderGoneError, OutputError."""
    try:
        _write(sys.stdout, content)
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        raise OutputError(f"standard output can't be written: {error.strerror}") from error


def write_error(text: str) -> None:
    """Write to standard error; a message that nobody can read ends no work."""
    with suppress(OSError):
        _write(sys.stderr, text)


def let_go() -> None:
    """Forget what is left in the buffers of streams that take nothing, else Python's exit fails."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write(stream: IO[str], content: str | bytes) -> None:
    if isinstance(content, bytes):
        stream.flush()
        stream.buffer.write(content)  # type: ignore[attr-defined]  # of a text stream that has bytes
    else:
        stream.write(content)
    stream.flush()


def _open_where_closed(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
