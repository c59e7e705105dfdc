"""One message, one line of the log, without a secret: a page must not write lines of its own."""

import logging
import traceback
from typing import Any

from pipeline.redaction import Redactor
from pipeline.visible import visible


class LogLine(logging.LogRecord):
    """A record whose message has its control characters written out (CWE-117).

    What `redactor` knows is in neither the message nor the traceback (CWE-532).
    """

    redactor = Redactor(())

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        if self.exc_info and self.exc_info[0]:
            lines = "".join(traceback.format_exception(*self.exc_info))
            self.exc_text = self.redactor.text(lines.rstrip("\n"))

    def getMessage(self) -> str:  # noqa: N802  # logging's name
        """Return the message on one line; tracebacks come separately."""
        return visible(self.redactor.text(super().getMessage()))
