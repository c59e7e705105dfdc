import logging

import pytest

from pipeline.redaction import Redactor
from scrapers.log_lines import LogLine


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("plain – ü", "plain – ü"),
        ("a\nINFO: Spider closed (finished)", "a\\nINFO: Spider closed (finished)"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u2028b\u202ec", "a\\u2028b\\u202ec"),
        ("a\x85b\tc\r", "a\\x85b\\tc\\r"),
        ("🚀", "🚀"),
    ],
)
def test_a_message_stays_on_its_line(said, shown):
    record = LogLine("x", logging.INFO, "f", 1, "%s: %s", ("page", said), None)
    assert record.getMessage() == f"page: {shown}"


def test_a_secret_is_in_neither_message_nor_traceback(monkeypatch):
    monkeypatch.setattr(LogLine, "redactor", Redactor([("key", "s3cret-key")]))
    error = ValueError("no s3cret-key")
    record = LogLine("x", logging.INFO, "f", 1, "%s", ("s3cret-key",), (ValueError, error, None))
    said = logging.Formatter("%(message)s").format(record)
    assert said == "REDACTED\nValueError: no REDACTED"
