"""Correct the encoding of a page where its header names the wrong one."""

import re

from scrapy.http import Response, TextResponse

WESTERN = {"cp1252", "iso8859-1", "latin-1", "latin1", "windows-1252"}
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


def reread(response: Response) -> Response:
    """Return the response with the encoding of its bytes in place of the stated one.

    A body stated as UTF-8 that has no UTF-8 sequence and is not valid UTF-8 is read as cp1252. A
    body stated as Western that is valid UTF-8 and not only ASCII is read as UTF-8. Such a
    response is flagged `read_as_...`.
    """
    if not isinstance(response, TextResponse) or response.body.isascii():
        return response
    found = _found(response.encoding.lower(), response.body)
    if not found:
        return response
    return response.replace(encoding=found, flags=[*response.flags, f"read_as_{found}"])


def _found(stated: str, body: bytes) -> str:
    """Return the encoding to use; "" where the stated one is right."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if stated == "utf-8" and not _MULTIBYTE.search(body) else ""
    return "utf-8" if stated in WESTERN else ""
