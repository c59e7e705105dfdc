"""Write a board's page in the shape of Ashby's posting API."""

import json
from typing import Any
from uuid import UUID

from tools.sample.dates import posted_at
from tools.sample.descriptions import as_html, chance_of, described, money
from tools.sample.openings import Employer, Opening, Pay, listed

ADDRESS = "https://api.ashbyhq.com/posting-api/job-board/{}?includeCompensation=true"
ROBOTS = "https://api.ashbyhq.com/robots.txt"
TITLES = ("What you'll do", "Who you are")
INTERVALS = {"year": "1 YEAR", "month": "1 MONTH"}
WORKPLACES = {"onsite": "OnSite", "hybrid": "Hybrid", "remote": "Remote"}


def page(employer: Employer, crawl: int) -> bytes:
    """Return what the API answers for a board in a crawl (1 to 3)."""
    jobs = [_job(opening, crawl) for opening in listed(employer.board, crawl)]
    return json.dumps({"apiVersion": "1", "jobs": jobs}, ensure_ascii=False).encode()


def key(opening: Opening) -> str:
    """Return the source_key of an opening's posting."""
    return _uuid(opening.name)


def _job(opening: Opening, crawl: int) -> dict[str, Any]:
    url = f"https://jobs.ashbyhq.com/{opening.board}/{key(opening)}"
    return {
        "id": key(opening),
        "title": opening.title,
        "department": "Data",
        "team": "Data",
        "employmentType": "FullTime",
        "location": opening.place,
        "shouldDisplayCompensationOnJobPostings": True,
        "secondaryLocations": [],
        "publishedAt": posted_at(opening).isoformat(timespec="milliseconds"),
        "isListed": True,
        "isRemote": opening.workplace == "remote",
        "workplaceType": WORKPLACES[opening.workplace],
        "address": {"postalAddress": {"addressLocality": opening.place.partition(",")[0]}},
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": as_html(described(opening, crawl), "h2", TITLES),
        "compensation": _compensation(opening, opening.pay_in(crawl)),
    }


def _compensation(opening: Opening, pay: Pay | None) -> dict[str, Any]:
    if pay is None or opening.form != "field":
        return {"compensationTierSummary": None, "compensationTiers": [], "summaryComponents": []}
    summary = f"{money(pay.low, pay.currency)} - {money(pay.high, pay.currency)}"
    component = {
        "id": _uuid(f"component {opening.name}"),
        "summary": summary,
        "compensationType": "Salary",
        "interval": INTERVALS[pay.period],
        "currencyCode": pay.currency,
        "minValue": pay.low,
        "maxValue": pay.high,
    }
    tier = {
        "id": _uuid(f"tier {opening.name}"),
        "tierSummary": summary,
        "title": "",
        "additionalInformation": None,
        "components": [component],
    }
    return {
        "compensationTierSummary": summary,
        "compensationTiers": [tier],
        "summaryComponents": [{k: v for k, v in component.items() if k not in ("id", "summary")}],
    }


def _uuid(name: str) -> str:
    return str(UUID(bytes=chance_of(name).randbytes(16), version=4))
