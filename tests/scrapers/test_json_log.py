"""Log lines as JSON: run id, source and address on each."""

import json
import logging

from scrapy.http import Request

from pipeline.redaction import Redactor
from scrapers.log_lines import JsonLogLine, LogLine

URL = "https://jobs.example.org/acme/1"


def line(monkeypatch, message, *args, **more):
    monkeypatch.setattr(JsonLogLine, "context", {"run_id": "r1", "source": "lever"})
    monkeypatch.setattr(LogLine, "redactor", Redactor([("key", "s3cret-word")]))
    record = JsonLogLine("lever", logging.WARNING, "f.py", 1, message, args, more.get("exc"))
    text = logging.Formatter("%(message)s").format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_has_run_source_level_and_message(monkeypatch):
    found = line(monkeypatch, "page %d:\nforged", 7)
    assert (found["run_id"], found["source"], found["level"]) == ("r1", "lever", "warning")
    assert found["message"] == "page 7:\\nforged"
    assert found["url"] is None


def test_the_address_is_the_requests_or_the_one_in_the_message(monkeypatch):
    assert line(monkeypatch, "%(request)s", {"request": Request(URL)})["url"] == URL
    assert line(monkeypatch, "%s answers 403.", URL)["url"] == URL


def test_no_secret_and_a_traceback_on_the_same_line(monkeypatch):
    try:
        raise ValueError("s3cret-word")  # noqa: TRY301  # it is the matter
    except ValueError as error:
        exc = (type(error), error, error.__traceback__)
    found = line(monkeypatch, "with s3cret-word", exc=exc)
    assert "ValueError: REDACTED" in found["traceback"]
    assert "s3cret-word" not in json.dumps(found)
