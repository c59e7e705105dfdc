"""The lines that a schedule says: text for a journal, or JSON for programs."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from models.value_text import utc_text
from pipeline.clock import now
from pipeline.redaction import Redactor


@dataclass(frozen=True, slots=True)
class Log:
    """Writes lines with `say`, without secrets; `structured`: each is a JSON object."""

    say: Callable[[str], None]
    redactor: Redactor
    structured: bool = False

    def write(self, message: str, **more: str) -> None:
        """Write a line; `more` are further keys of its JSON object."""
        plain = self.redactor.text(message)
        if not self.structured:
            self.say(plain)
            return
        line = {"at": utc_text(now()), "level": "info", "logger": "payband.schedule"}
        self.say(json.dumps(line | more | {"message": plain}, ensure_ascii=False))
