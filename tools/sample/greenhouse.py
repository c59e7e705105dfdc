"""Write a board's page in the shape of Greenhouse's boards API."""

import html
import json
from typing import Any

from tools.sample.dates import posted_at, updated_at
from tools.sample.descriptions import as_html, chance_of, described
from tools.sample.openings import Employer, Opening, Pay, listed

ADDRESS = "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true&pay_transparency=true"
ROBOTS = "https://boards-api.greenhouse.io/robots.txt"
TITLES = ("What you will do", "What we look for")
KINDS = {"year": "Annual Salary", "month": "Monthly Salary"}


def page(employer: Employer, crawl: int) -> bytes:
    """Return what the API answers for a board in a crawl (1 to 3)."""
    jobs = [_job(employer, opening, crawl) for opening in listed(employer.board, crawl)]
    found = {"jobs": jobs, "meta": {"total": len(jobs)}}
    return json.dumps(found, ensure_ascii=False).encode()


def key(opening: Opening) -> str:
    """Return the source_key of an opening's posting."""
    return f"{opening.board}:{_number(opening)}"


def _job(employer: Employer, opening: Opening, crawl: int) -> dict[str, Any]:
    number = _number(opening)
    return {
        "absolute_url": f"https://job-boards.greenhouse.io/{opening.board}/jobs/{number}",
        "internal_job_id": number - 1_000_000,
        "location": {"name": opening.place},
        "metadata": [_workplace(opening)],
        "id": number,
        "updated_at": updated_at(opening, crawl).isoformat(),
        "requisition_id": None,
        "title": opening.title,
        "pay_input_ranges": _ranges(opening, opening.pay_in(crawl)),
        "company_name": employer.company,
        "first_published": posted_at(opening).isoformat(),
        "language": "en",
        "content": html.escape(as_html(described(opening, crawl), "h3", TITLES)),
        "departments": [],
        "offices": [],
    }


def _workplace(opening: Opening) -> dict[str, Any]:
    kind = {"id": 1, "name": "Workplace Type", "value_type": "single_select"}
    return kind | {"value": opening.workplace}


def _number(opening: Opening) -> int:
    base = chance_of(opening.board).randrange(4_000_000, 8_000_000)
    return base * 1000 + opening.number


def _ranges(opening: Opening, pay: Pay | None) -> list[dict[str, Any]]:
    if pay is None or opening.form != "field":
        return []
    return [
        {
            "min_cents": pay.low * 100,
            "max_cents": pay.high * 100,
            "currency_type": pay.currency,
            "title": KINDS[pay.period],
            "blurb": "",
        }
    ]
