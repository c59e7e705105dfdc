"""Log each message on one line and without secrets, so that a page cannot forge log lines."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any, ClassVar

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


_ADDRESS = re.compile(r"https?://[^\s<>()\"']+")
_OF_A_PAGE = ("response", "request")


class JsonLogLine(LogLine):
    """A log record with a message that is a JSON object on one line.

    Keys: at, level, logger, run_id, source, url (of the page that the message is about, or null),
    message, and traceback where there is one. `context` has run_id and source.
    """

    context: ClassVar[dict[str, str]] = {}

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.lines, self.exc_text, self.exc_info = self.exc_text, None, None

    def getMessage(self) -> str:  # noqa: N802  # logging's name
        """Return the JSON object."""
        message = super().getMessage()
        line = {
            "at": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "level": self.levelname.lower(),
            "logger": self.name,
            **self.context,
            "url": self._url(message),
            "message": message,
        }
        more = {"traceback": visible(self.lines)} if self.lines else {}
        return json.dumps(line | more, ensure_ascii=False)

    def _url(self, message: str) -> str | None:
        given = self.args if isinstance(self.args, dict) else {}
        for name in _OF_A_PAGE:
            if url := getattr(given.get(name), "url", None):
                return visible(self.redactor.text(str(url)))
        found = _ADDRESS.search(message)
        return found[0].rstrip(".,;:") if found else None
