"""Read a page in the encoding it was written in, where its header names another."""

import re

from scrapy.http import Response, TextResponse

WESTERN = {"cp1252", "iso8859-1", "latin-1", "latin1", "windows-1252"}
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


def reread(response: Response) -> Response:
    """Return the response with the encoding its bytes are in, in place of the one it states.

    What says it is UTF-8 and is not, nor holds any of its sequences, is cp1252; what says it
    is Western and is UTF-8 beyond ASCII, is UTF-8. Such a response is flagged `read_as_...`.
    """
    if not isinstance(response, TextResponse) or response.body.isascii():
        return response
    found = _found(response.encoding.lower(), response.body)
    if not found:
        return response
    return response.replace(encoding=found, flags=[*response.flags, f"read_as_{found}"])


def _found(stated: str, body: bytes) -> str:
    """Return the encoding to read in, empty where the stated one will do."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if stated == "utf-8" and not _MULTIBYTE.search(body) else ""
    return "utf-8" if stated in WESTERN else ""
