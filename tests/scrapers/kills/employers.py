"""Twelve invented employers on Greenhouse, what they show on three days, and archives of that."""

import json
from datetime import timedelta

from pipeline.archive.archive import ArchiveWriter
from pipeline.clock import now

PAGES, A_PAGE = 12, 50
TOKENS = [f"acme{n}" for n in range(PAGES)]
ROLES = ("ML Engineer", "Data Scientist", "Data Engineer", "AI Researcher", "Data Analyst")
TOWNS = ("Berlin, Germany", "Leeds, UK", "Lyon, France", "Austin, TX")
TODAY = 2
DAYS_AGO = (3, 2, 0)
IN_ALL = PAGES * (A_PAGE + 1) + 4
"""Postings of all days: of each employer one is new today, and of four one was gone before."""
JSON = ((b"Content-Type", b"application/json"),)


def page(employer, day):
    """Return the board of an employer: on each day something is gone, new or changed."""
    numbers = [*range(A_PAGE)]
    if day == 0 and employer < 4:
        numbers.append(A_PAGE)  # seen for the last time: closed today
    if day == TODAY:
        numbers[-1] = A_PAGE + 1  # one is absent for the first time, one is new
    return json.dumps({"jobs": [job(employer, n, day) for n in numbers]})


def job(employer, n, day):
    moved = day == TODAY and n % 10 == 0
    pay = {"min_cents": 9_000_000 + n * 10_000, "max_cents": 12_000_000, "currency_type": "EUR"}
    return {
        "id": employer * 1000 + n,
        "internal_job_id": n + 1,
        "title": f"{ROLES[n % len(ROLES)]}, team {n}",
        "absolute_url": f"https://jobs.example.org/{employer}/{n}",
        "location": {"name": TOWNS[(n + moved) % len(TOWNS)]},
        "content": f"<p>Team {n} of employer {employer}.</p>",
        "first_published": "2026-11-01T08:00:00Z",
        "pay_input_ranges": [pay],
    }


def list_boards(file):
    rows = [f"greenhouse,{token},{token.title()} Ltd,DE\n" for token in TOKENS]
    file.write_text("platform,board,company,country\n" + "".join(rows))


def archived(file, site, day):
    """Write the archive of a crawl of that day."""
    at = now() - timedelta(days=DAYS_AGO[day])
    boards = [{"board": t, "company": f"{t.title()} Ltd", "country": "DE"} for t in TOKENS]
    writer = ArchiveWriter(file)
    writer.info("greenhouse", {"boards": boards, "urls": [], "options": {}}, at)
    for employer, token in enumerate(TOKENS):
        writer.response(f"{site}/{token}", 200, JSON, page(employer, day).encode(), at)
    writer.close()
    return file
