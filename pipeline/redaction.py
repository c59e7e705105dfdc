"""Redact our own secrets in bytes and texts, in each encoding that a site may return."""

import re
from collections.abc import Iterable
from html.entities import codepoint2name

REDACTED = "REDACTED"
SHORT = 6  # characters: a shorter value is in many texts by chance

_CONTROLS = {"\b": b"b", "\f": b"f", "\n": b"n", "\r": b"r", "\t": b"t"}
_WIDE = ("utf-16-le", "utf-16-be")
# Between a name and its value: in a query, in JSON, in a header; plain or encoded.
_SIGN = rb"""[\\"']{0,4}(?:=|:|%(?:25){0,3}3[dDaA]|&#0{0,6}(?:58|61);)[ ]?[\\"']{0,4}"""


class Redactor:
    """Replaces secrets, given as names and values.

    A value is found in plain form, percent-encoded, escaped as in JSON or JavaScript, as HTML
    character references, and in UTF-16. A value of fewer than SHORT characters is replaced only
    after its name (`app_id=7`, `"app_id": "7"`).
    """

    def __init__(self, secrets: Iterable[tuple[str, str]]) -> None:
        self._rules: list[tuple[re.Pattern[bytes], bytes]] = []
        given = {(name, form) for name, value in secrets for form in _readings(value)}
        for name, value in sorted(given, key=lambda pair: (-len(pair[1]), pair)):
            if value:
                self._rules += _rules(name, value)

    def body(self, body: bytes) -> bytes:
        """Return the redacted bytes; the same object where there was nothing to replace."""
        for pattern, replacement in self._rules:
            replaced, count = pattern.subn(replacement, body)
            body = replaced if count else body
        return body

    def text(self, text: str) -> str:
        """Return the redacted text; the same object where there was nothing to replace."""
        if not self._rules:
            return text
        body = text.encode("utf-8", "surrogatepass")
        replaced = self.body(body)
        return text if replaced is body else replaced.decode("utf-8", "surrogatepass")


def _readings(value: str) -> set[str]:
    """Return a value in both readings: some sites read the UTF-8 of a header as ISO-8859-1."""
    return {value, value.encode().decode("latin-1")}


def _rules(name: str, value: str) -> list[tuple[re.Pattern[bytes], bytes]]:
    found = b"".join(map(_forms, value))
    if len(value) < SHORT:
        behind = b"(" + b"".join(map(_forms, name)) + _SIGN + b")"
        end = rb"(?![0-9A-Za-z])"
        return [(re.compile(behind + found + end), rb"\1" + REDACTED.encode())]
    wide = [(re.compile(re.escape(value.encode(w))), REDACTED.encode(w)) for w in _WIDE]
    return [(re.compile(found), REDACTED.encode()), *wide]


def _forms(character: str) -> bytes:
    """Return a pattern of all forms of a character; each starts with a literal, which is faster.

    The plain character comes last: `%` also begins `%25`, and `&` also begins `&amp;`.
    """
    raw = character.encode()
    percent = b"".join(rb"%%(?:25){0,3}%s" % _hexadecimal(b"%02x" % byte) for byte in raw)
    number = ord(character)
    entity = [b"#0{0,6}%d;" % number, b"#[xX]0{0,6}%s;" % _hexadecimal(b"%x" % number)]
    if number in codepoint2name:
        entity.append(codepoint2name[number].encode() + b";")
    forms = [
        rb"\\\\{0,3}(?:%s)" % b"|".join([re.escape(raw), *_escapes(character)]),
        percent,
        rb"&(?:amp;){0,3}(?:%s)" % b"|".join(entity),
        re.escape(raw),
    ]
    return b"(?:%s)" % b"|".join([*forms, rb"\+"] if character == " " else forms)


def _escapes(character: str) -> list[bytes]:
    """Return the escapes of JSON and JavaScript for a character, without their backslash."""
    wide = character.encode("utf-16-be")
    units = [wide[n : n + 2].hex().encode() for n in range(0, len(wide), 2)]
    escapes = [rb"\\{1,4}".join(b"u" + _hexadecimal(unit) for unit in units)]
    if ord(character) < 256:
        escapes.append(b"x" + _hexadecimal(b"%02x" % ord(character)))
    if character in _CONTROLS:
        escapes.append(_CONTROLS[character])
    return escapes


def _hexadecimal(digits: bytes) -> bytes:
    """Return a pattern of hexadecimal digits in either case."""
    return re.sub(rb"[a-f]", lambda m: b"[" + m[0] + m[0].upper() + b"]", digits)
