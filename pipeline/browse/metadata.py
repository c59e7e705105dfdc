"""What Datasette shows of a store: the views, their columns in words, facets, ready queries."""

from collections.abc import Iterable
from typing import Any

from models.posting import JobPosting
from models.record import columns

VIEWS = {
    "v_jobs": "A row for each job, as in `payband export`.",
    "v_postings": "A row for each posting, as in `payband export --all`.",
    "v_bands": "A row for each pay band that a posting states.",
    "v_history": "A row for each change of a posting.",
    "v_schema_version": "The version of these views.",
}
FACETS = ["role", "level", "country", "workplace", "salary_status"]
QUERIES = {
    "sound_pay": (
        "Jobs with sound pay, by country and role",
        """SELECT posting_id, title, company, country, role, level, annual_min, annual_max,
  salary_currency FROM v_jobs
WHERE salary_status = 'ok' AND (:country = '' OR country = :country)
  AND (:role = '' OR role = :role) ORDER BY annual_max_usd DESC LIMIT 200""",
    ),
    "flagged_pay": (
        "Bogus pay: what was flagged, and why",
        """SELECT posting_id, title, company, salary_text, flags, url FROM v_jobs
WHERE salary_status = 'flagged' ORDER BY posting_id LIMIT 200""",
    ),
    "jobs_by_role": (
        "Open jobs by role, and how many state sound pay",
        """SELECT role, COUNT(*) AS jobs, SUM(salary_status = 'ok') AS with_sound_pay
FROM v_jobs WHERE status = 'open' GROUP BY role ORDER BY jobs DESC, role""",
    ),
    "one_job_many_postings": (
        "Jobs that were posted more than once",
        """SELECT job_id, COUNT(*) AS postings, GROUP_CONCAT(source, '; ') AS sources
FROM v_postings GROUP BY job_id HAVING postings > 1 ORDER BY postings DESC, job_id LIMIT 200""",
    ),
    "changes": (
        "What changed of a posting",
        """SELECT at, event, status, reason, was FROM v_history
WHERE posting_id = :posting_id ORDER BY at, n""",
    ),
}
NOTE = (
    "For figures use rows with salary_status 'ok'; `payband report` has medians with intervals. "
    "Texts of postings are shown as text."
)


def metadata(database: str, denied: Iterable[str], *, invented: bool) -> dict[str, Any]:
    """Return Datasette's metadata of a database, of which nobody may see the `denied` tables.

    `invented` is for the bundled sample.
    """
    sample = " These postings are invented: quote no figure made of them." if invented else ""
    docs = {c.name: c.doc for c in columns(JobPosting)}
    shown: dict[str, Any] = {
        view: {
            "description": about,
            "columns": docs if view in {"v_jobs", "v_postings"} else {},
            **({"facets": FACETS} if view == "v_jobs" else {}),
            "size": 50,
        }
        for view, about in VIEWS.items()
    }
    shown |= {name: {"hidden": True, "allow": False} for name in denied}
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()}
    return {
        "title": "Payband",
        "description": NOTE + sample,
        "databases": {database: {"tables": shown, "queries": queries}},
    }
