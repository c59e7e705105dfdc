"""Write to standard output and error, also if closed, full, broken or not in UTF-8."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from pipeline.errors import PaybandError, UsageError

STANDARD_OUTPUT = Path("-")
"""The name of an output file that means standard output."""


class OutputError(PaybandError):
    """Standard output can't be written, for example on a full disk."""


class ReaderGoneError(PaybandError):
    """The reader of standard output has ended (`| head`), so no message is needed.

    The exit code is that of a program ended by SIGPIPE.
    """

    exit_code = 141


class StandardOutput:
    """Standard output as a binary file to write to."""

    def write(self, data: bytes) -> None:
        """Write bytes. Raises ReaderGoneError, OutputError."""
        write_output(data)


def check_one_use(output: Path | None, *, as_json: bool) -> None:
    """Raise UsageError where --json and -o - would both write to standard output."""
    if as_json and output == STANDARD_OUTPUT:
        raise UsageError("--json and -o - both write to standard output")


def prepare() -> None:
    """Make the three standard streams usable, also if the shell has closed one.

    A closed stream (`>&-`) becomes the null device. Otherwise the next opened file, such as a
    database, gets its file number and receives the printed text. A character that the encoding
    of a stream lacks is escaped (`\\u2013`) instead of raising UnicodeEncodeError.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _open_where_closed(number)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def write_output(content: str | bytes) -> None:
    """Write to standard output without buffering. Raises ReaderGoneError, OutputError."""
    try:
        _write(sys.stdout, content)
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        raise OutputError(f"standard output can't be written: {error.strerror}") from error


def write_error(text: str) -> None:
    """Write to standard error. A failed write does not end the command."""
    with suppress(OSError):
        _write(sys.stderr, text)


def let_go() -> None:
    """Drop the buffers of streams that can't be written; otherwise Python's exit fails."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write(stream: IO[str], content: str | bytes) -> None:
    if isinstance(content, bytes):
        stream.flush()
        stream.buffer.write(content)  # type: ignore[attr-defined]  # a text stream with a byte buffer
    else:
        stream.write(content)
    stream.flush()


def _open_where_closed(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)  # it gets the lowest free number
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
