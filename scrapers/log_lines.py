"""One message, one line of the log: what a page says must not write lines of its own."""

import logging

from pipeline.visible import visible


class LogLine(logging.LogRecord):
    """A record whose message has its control characters written out (CWE-117)."""

    def getMessage(self) -> str:  # noqa: N802  # logging's name
        """Return the message on one line; tracebacks come separately."""
        return visible(super().getMessage())
