"""A store of invented jobs with every text that an export writes, for `bench.export`."""

import sqlite3
from pathlib import Path

from bench.report import SLICE, insert, rows
from models.tables import job_posting, posting_life, same_job
from pipeline.store.db.database import open_store

TOOLS = ("Kafka", "Airflow", "Terraform", "Snowflake", "Pandas", "Hadoop", "Flink", "Ray")
SEEN = {"first_seen": "2026-01-10T06:00:00Z", "last_seen": "2026-10-01T06:00:00Z"}
LIFE = {"content_hash": "0", **SEEN, "status": "open", "status_at": SEEN["first_seen"],
        "status_changes": 1}  # fmt: skip


def filled(file: Path, jobs: int) -> None:
    """Make a SQLite store of so many postings (one in twenty a duplicate), by the driver alone."""
    open_store(f"sqlite:///{file}").dispose()
    required = {c.name: "" for c in job_posting.c if not c.nullable}
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    for first in range(0, jobs, SLICE):
        made = [required | texts(row) for row in rows(first, min(SLICE, jobs - first))]
        ids = [row["posting_id"] for row in made]
        insert(connection, job_posting, made)
        insert(connection, posting_life, [{"posting_id": i, **LIFE} for i in ids])
        same = [
            {"posting_id": i, "duplicate_of": ids[0], "matched": ids[0], "rule": "r"}
            for i in ids[1::20]
        ]
        insert(connection, same_job, same)
        connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def texts(row: dict) -> dict:
    """Return a row with the texts that a real posting has: address, title, place, pay, facts."""
    key, low, high = row["source_key"], row["annual_min"], row["annual_max"]
    pay = f"{low:,.0f} - {high:,.0f} {row['salary_currency']} a year" if low else None
    team = f'"Team {key[-2:]}"' if int(key) % 10 == 0 else f"Team {key[-2:]}"
    return row | rounded(row) | {
        "url": f"https://jobs.example/{row['source']}/positions/{key}?ref=all",
        "title": f"{row['level'] or 'the'} {row['title_short']} ({key[-3:]}, {team})",
        "role_family": f"Family {len(row['role'])}",
        "experience_level": "SE", "level_from": "title", "employment_type": "full_time",
        "location": f"{row['city']}, {row['region']}, {row['country']}",
        "salary_text": pay, "salary_kind": "base" if low else None,
        "salary_origin": "text" if low else None, "fx_date": "2026-09-30" if low else None,
        "education": "bachelor", "education_required": 1, "experience_min": int(key) % 9,
        "education_fields": "Computer Science; Mathematics",
        "industry": "Software" if int(key) % 2 else None,
        "skills": "; ".join(filter(None, (row["skills"], TOOLS[int(key) % len(TOOLS)]))),
    }  # fmt: skip


def rounded(row: dict) -> dict:
    """Return the amounts of a row as a store has them: with four decimals at most."""
    return {name: round(value, 4) for name, value in row.items() if isinstance(value, float)}
