import html
import json
import time
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.redaction import REDACTED, SHORT, Redactor

KEY = "s3c&r/é\"t k\U0001f600'"
FORMS = {
    "as it is": KEY,
    "another encoding": KEY.encode().decode("latin-1"),
    "query": quote_plus(KEY),
    "path": quote(KEY),
    "every sign": "".join(f"%{byte:02X}" for byte in KEY.encode()),
    "small digits": "".join(f"%{byte:02x}" for byte in KEY.encode()),
    "twice": quote(quote(KEY)),
    "json": json.dumps(KEY)[1:-1],
    "json with slash": json.dumps(KEY)[1:-1].replace("/", "\\/"),
    "json with signs": json.dumps(KEY, ensure_ascii=False)[1:-1],
    "json in json": json.dumps(json.dumps(KEY)[1:-1])[1:-1],
    "json units": "".join(f"\\u{ord(c):04X}" for c in KEY[:-2]) + "\\uD83D\\uDE00\\u0027",
    "javascript": KEY.replace("&", "\\x26"),
    "html": html.escape(KEY),
    "html twice": html.escape(html.escape(KEY)),
    "references": "".join(f"&#{ord(c)};" for c in KEY),
    "hexadecimal": "".join(f"&#x{ord(c):X};" for c in KEY),
    "small": "".join(f"&#x00{ord(c):x};" for c in KEY),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_key_is_found_in_each_form(form):
    redactor = Redactor([("key", KEY)])
    assert redactor.text(f"a{form}b{form}") == f"a{REDACTED}b{REDACTED}"
    assert redactor.body(f"a{form}b".encode()) == f"a{REDACTED}b".encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_key_is_found_in_utf_16(encoding):
    body = Redactor([("key", KEY)]).body(f"ä{KEY}ä".encode(encoding))
    assert body.decode(encoding) == f"ä{REDACTED}ä"


@example("00000%")
@example("00000&")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=SHORT))
def test_any_key_is_found_in_the_usual_forms(key):
    redactor = Redactor([("key", key)])
    for form in (key, quote(key, safe=""), quote_plus(key), json.dumps(key)[1:-1], escape(key)):
        assert redactor.body(f"<{form}>".encode()) == f"<{REDACTED}>".encode()


def test_a_text_without_a_key_is_the_same_object():
    redactor, body, text = Redactor([("key", KEY), ("none", "")]), b"page \xff", "page \ud800"
    assert redactor.body(body) is body
    assert redactor.text(text) is text


def test_the_longest_key_goes_first():
    redactor = Redactor([("id", "abcdef"), ("key", "abcdefgh")])
    assert redactor.text("abcdefgh abcdef") == f"{REDACTED} {REDACTED}"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("?app_id=7&x=7", "?app_id=REDACTED&x=7"),
        ("app_id%3D7%26", "app_id%3DREDACTED%26"),
        ('{"app_id": "7", "n": 7}', '{"app_id": "REDACTED", "n": 7}'),
        ('{\\"app_id\\":\\"7\\"}', '{\\"app_id\\":\\"REDACTED\\"}'),
        ("app_id=77", "app_id=77"),
        ("7 jobs", "7 jobs"),
    ],
)
def test_a_short_value_is_replaced_behind_its_name_only(text, redacted):
    assert Redactor([("app_id", "7")]).text(text) == redacted


@pytest.mark.parametrize("piece", [b"a", b"\\", b"%25", b"&amp;", b"\\u0061", b"0123456789abcde"])
def test_no_body_takes_long(piece):
    redactor = Redactor([("key", "0123456789abcdef" * 2)])
    begun = time.process_time()
    redactor.body(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 1
