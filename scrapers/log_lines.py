"""One message, one line of the log: what a page says must not write lines of its own."""

import logging


class LogLine(logging.LogRecord):
    """A record whose message has its control characters written out (CWE-117)."""

    def getMessage(self) -> str:  # noqa: N802  # logging's name
        """Return the message on one line; tracebacks come separately."""
        message = super().getMessage()
        if message.isprintable():
            return message
        return "".join(
            c if c.isprintable() else c.encode("unicode_escape").decode() for c in message
        )
