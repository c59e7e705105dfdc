"""A board that lists its newest jobs only: what left it may still be open."""

import json
from typing import Any

from werkzeug import Response


def as_window(job):
    """Return a job as the board's interface has it."""
    return {
        "id": job["id"],
        "url": f"https://window.example.org/jobs/{job['id']}",
        "jobTitle": job["title"],
        "companyName": f"Dove {job['id']}",
        "jobType": ["Full-Time"],
        "jobGeo": job["country"],
        "jobDescription": "<p>We build models.</p>",
        "pubDate": f"{job['posted']}T08:00:00+00:00",
        "salaryMin": job["low"],
        "salaryMax": job["high"],
        "salaryCurrency": "EUR",
        "salaryPeriod": "yearly",
    }


class WindowSite:
    """What the board shows; a test changes it as it does a Site (site_of_jobs.py)."""

    def __init__(self, server):
        self.jobs: list[dict[str, Any]] = []
        self.answer: Any = None
        self.rename = lambda text: text
        self.date = ""
        server.expect_request("/window").respond_with_handler(self._page)

    def _page(self, _request):
        response = Response(*self.answer) if self.answer else Response(self._text())
        response.headers["Date"] = self.date
        return response

    def _text(self):
        return self.rename(json.dumps({"jobs": [as_window(job) for job in self.jobs]}))
