"""An employer's jobs as three kinds of site show them: a JSON interface, a feed, and pages."""

import json
import re
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from werkzeug import Response

PAGE = 100
TITLES = ("Machine Learning Engineer", "Data Scientist", "Data Engineer", "AI Engineer")
CITIES = (("Berlin", "DE"), ("London", "GB"), ("Madrid", "ES"), ("Dublin", "IE"))


def jobs(count):
    """Return so many jobs, each with every field that a gate looks at."""
    made = []
    for n in range(count):
        city, country = CITIES[n % 4]
        low = 60_000 + 100 * n
        title = f"{TITLES[n % 4]}, team {n}"
        made.append(
            {"id": n, "title": title, "city": city, "country": country, "low": low,
             "high": low + 20_000, "posted": f"2026-11-{1 + n % 20:02}"}
        )  # fmt: skip
    return made


def as_api(job):
    """Return a job as the JSON interface has it."""
    return {
        "id": f"job-{job['id']}",
        "text": job["title"],
        "hostedUrl": f"https://jobs.example.org/acme/{job['id']}",
        "country": job["country"],
        "createdAt": 1_761_990_000_000 + job["id"],
        "categories": {"location": job["city"], "commitment": "Full-time"},
        "salaryRange": {
            "min": job["low"], "max": job["high"], "currency": "EUR", "interval": "per-year-salary",
        },
        "descriptionPlain": "We build models.",
        "description": "<p>We build models.</p>",
    }  # fmt: skip


def as_feed(job):
    """Return a job as the feed has it."""
    pay = {"min": job["low"], "max": job["high"], "currencyCode": "EUR", "type": "YEARLY"}
    said = "".join(f"<{name}>{value}</{name}>" for name, value in pay.items())
    return (
        f"<position><id>{job['id']}</id><name>{escape(job['title'])}</name>"
        f"<subcompany>Birch {job['id']}</subcompany><office>{job['city']}</office>"
        f"<createdAt>{job['posted']}T08:00:00+00:00</createdAt>"
        f"<salaryInformation>{said}</salaryInformation></position>"
    )


def as_page(job):
    """Return a job as a page has it for search engines."""
    value = {"@type": "QuantitativeValue", "minValue": job["low"], "maxValue": job["high"]}
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": "ours", "value": str(job["id"])},
        "title": job["title"],
        "url": f"https://jobs.example.org/acme/{job['id']}",
        "datePosted": job["posted"],
        "hiringOrganization": {"@type": "Organization", "name": f"Cedar {job['id']}"},
        "jobLocation": {
            "@type": "Place",
            "address": {"addressLocality": job["city"], "addressCountry": job["country"]},
        },
        "baseSalary": {
            "@type": "MonetaryAmount", "currency": "EUR", "value": value | {"unitText": "YEAR"},
        },
    }  # fmt: skip


class Site:
    """What the three show. `jobs` are those there are; the rest says how pages are made.

    `boards` share the feed's jobs between them. A test changes what it breaks; `answer` is the
    response for everything but robots.txt, where one is set.
    """

    boards = ("acme0", "acme1", "acme2", "acme3", "acme4")

    def __init__(self, server, count):
        self.server = server
        self.jobs = jobs(count)
        self.forms = {"lever": as_api, "personio": as_feed, "careers": as_page}
        self.robots = (404, "")
        self.answer: Any = None
        self.broken: frozenset[int] = frozenset()  # numbers of pages that answer 500
        self.asked = []
        self.hook = lambda _number: None
        self.rename = lambda text: text
        self.date = ""  # of every response; empty: the server's own
        server.clear_all_handlers()
        server.expect_request("/robots.txt").respond_with_handler(self._robots)
        server.expect_request(re.compile("/acme.*/v0/postings/.*")).respond_with_handler(self._api)
        server.expect_request(re.compile("/acme.*/xml")).respond_with_handler(self._feed)
        server.expect_request(re.compile("/careers/.*")).respond_with_handler(self._page)

    @property
    def url(self):
        return self.server.url_for("").rstrip("/")

    @property
    def reachable(self):
        return [self.url.removeprefix("http://")]

    def _robots(self, _request):
        return self._dated(Response(self.robots[1], self.robots[0], content_type="text/plain"))

    def _dated(self, response):
        if self.date:
            response.headers["Date"] = self.date
        return response

    def _api(self, request):
        skip = int(parse_qs(request.query_string.decode())["skip"][0])
        found = [self.forms["lever"](job) for job in self.jobs[skip : skip + PAGE]]
        return self._made(skip // PAGE, json.dumps(found), "application/json")

    def _feed(self, request):
        number = int(request.path.split("/")[1].removeprefix("acme"))
        mine = [job for job in self.jobs if job["id"] % len(self.boards) == number]
        text = "".join(map(self.forms["personio"], mine))
        text = f"<?xml version='1.0' encoding='UTF-8'?><workzag-jobs>{text}</workzag-jobs>"
        return self._made(number, text, "text/xml")

    def _page(self, request):
        number = int(request.path.rsplit("/", 1)[1])
        mine = self.jobs[number * PAGE : (number + 1) * PAGE]
        blocks = (json.dumps(self.forms["careers"](job)) for job in mine)
        text = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
        more = (number + 1) * PAGE < len(self.jobs)
        following = f'<a href="/careers/{number + 1}">next</a>' if more else ""
        text = f"<html><head><title>Jobs</title>{text}</head><body>{following}</body></html>"
        return self._made(number, text, "text/html")

    def _made(self, number, text, kind):
        self.asked.append(number)
        self.hook(len(self.asked))
        if number in self.broken:
            return self._dated(Response("down", 500))
        if self.answer is not None:
            return self._dated(Response(*self.answer))
        return self._dated(Response(self.rename(text), content_type=kind))
