"""Log each message on one line and without secrets, so that a page cannot forge log lines."""

import logging
import traceback
from typing import Any

from pipeline.redaction import Redactor
from pipeline.visible import visible


class LogLine(logging.LogRecord):
    """A log record with the control characters of its message escaped (CWE-117).

    The secrets that `redactor` knows are removed from the message and the traceback (CWE-532).
    """

    redactor = Redactor(())

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        if self.exc_info and self.exc_info[0]:
            lines = "".join(traceback.format_exception(*self.exc_info))
            self.exc_text = self.redactor.text(lines.rstrip("\n"))

    def getMessage(self) -> str:  # noqa: N802  # logging's name
        """Return the message on one line. Tracebacks are logged separately."""
        return visible(self.redactor.text(super().getMessage()))
