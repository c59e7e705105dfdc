"""Interfaces that want a key, and repeat it wherever a site can: Adzuna's and USAJobs'."""

import json
import re

from werkzeug import Response

JSON = "application/json"


class KeyedSite:
    """Answers a search by its word: what is asked comes back in a redirect, a page, a record.

    `elsewhere` is another origin, where no key may go.
    """

    boards = ()

    def __init__(self, server, elsewhere):
        self.server, self.elsewhere = server, elsewhere
        for one in (server, elsewhere):
            one.clear_all_handlers()
            one.expect_request("/robots.txt").respond_with_data("", 404)
            one.expect_request(re.compile("/.*")).respond_with_handler(self._answer)

    @property
    def url(self):
        return self.server.url_for("").rstrip("/")

    @property
    def reachable(self):
        return [f"{one.host}:{one.port}" for one in (self.server, self.elsewhere)]

    def _answer(self, request):
        kind = request.args.get("what") or request.args.get("Keyword")
        asked = request.full_path
        if not (request.args.get("app_key") or request.headers.get("Authorization-Key")):
            return Response("a key is missing", 401)
        match kind:
            case "moved" if "/moved" not in request.path:
                return Response(f"Moved to {asked}", 301, {"Location": f"/moved{asked}"})
            case "away":
                return Response("", 302, {"Location": self.elsewhere.url_for(asked)})
            case "page":
                words = f"<html><body>No {asked}<pre>{request.headers}</pre></body></html>"
                return Response(words, content_type="text/html")
            case "forbidden":
                words = json.dumps({"error": asked, "headers": dict(request.headers)})
                return Response(words.replace("&", "\\u0026"), 403, content_type=JSON)
        return Response(json.dumps(_found(request, kind)), content_type=JSON)


def _found(request, kind):
    """Return a record in which the request stands, and one that can't be read."""
    asked = f"{request.full_path}&headers={dict(request.headers)}" if kind == "json" else ""
    address = f"https://jobs.example.org/{kind}?{asked}"
    if "Keyword" not in request.args:
        good = {"id": kind, "title": f"ML Engineer {asked}", "redirect_url": address}
        return {"results": [good, {"id": asked}]}
    job = {"PositionTitle": f"Data Scientist {asked}", "PositionURI": address}
    items = [{"MatchedObjectId": kind, "MatchedObjectDescriptor": job}, {"MatchedObjectId": asked}]
    return {"SearchResult": {"SearchResultItems": items}}
