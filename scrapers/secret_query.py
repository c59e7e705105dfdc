"""Keys that a source wants in the address: added as the request is sent, and nowhere else.

So no archive, log or quarantined page holds them, and a replay needs none. A request carries
them in `meta`, under `SECRET`.
"""

from urllib.parse import quote_plus

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameters

SECRET = "secret_query"  # noqa: S105  # the name of a place, not what is kept there


def with_secret(request: Request) -> Request:
    """Return the request as it is to be sent."""
    secret = request.meta.get(SECRET)
    if not secret:
        return request
    return request.replace(url=add_or_replace_parameters(request.url, secret))


def as_asked(response: Response, request: Request, sent: Request) -> Response:
    """Return the response under the address that was asked for; what was measured goes along."""
    if sent is request:
        return response
    request.meta.update(sent.meta)
    return response.replace(url=request.url)


def blot_out(error: Exception, request: Request) -> None:
    """Take the keys out of an error's words: some name the address."""
    for value in request.meta.get(SECRET, {}).values():
        for shown in {value, quote_plus(value)}:
            error.args = tuple(
                part.replace(shown, "***") if isinstance(part, str) else part for part in error.args
            )
