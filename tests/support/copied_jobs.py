"""A table in which many rows are copies of others: on two boards, edited, and under one id."""

import csv
import random

COLUMNS = ("source", "source_key", "url", "title", "company", "location", "salary", "posted",
           "description", "fetched_at")  # fmt: skip
FIELDS = ("Data Engineer", "Data Scientist", "ML Engineer", "Analyst, Pricing", "AI Researcher")
CITIES = ("Leeds, UK", "Austin, TX", "Berlin, Germany", "Lyon, France", "Remote")
WORDS = (
    *("model", "ship", "measure", "data", "team", "river", "stone"),
    *("glass", "wheel", "cloud", "paper", "light", "north", "field"),
)


def copied_rows(count):
    """Return rows of cells; every third row is a copy of one of the last forty."""
    draw = random.Random(22)
    rows = [_row(draw, n) for n in range(count)]
    for n in range(3, count, 3):
        like = list(rows[draw.randrange(max(0, n - 40), n)])
        changed = draw.choice(("board", "id", "title", "text"))
        like[0] = f"board{draw.randrange(3)}"
        like[1] = like[1] if changed == "id" else f"k{n}"
        if changed == "title":
            like[3] = f"Senior {like[3]}"
        if changed == "text":
            like[8] = like[8].replace("river", "lake")
        rows[n] = like
    return rows


def write_copied(path, count):
    """Write such a table as a CSV; return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        out.writerows(copied_rows(count))
    return path


def _row(draw, n):
    text = " ".join(draw.choice(WORDS) for _ in range(60))
    low = draw.randrange(50, 140)
    return [
        *(f"board{n % 3}", f"k{n}", f"https://board{n % 3}.example/jobs/{n}"),
        *(f"{draw.choice(FIELDS)} {draw.randrange(40)}", f"Firm {draw.randrange(30)}"),
        *(draw.choice(CITIES), f"£{low},000 - £{low + 20},000", f"2026-10-{1 + n % 28:02}"),
        *(f"Line one, with a comma.\n{text}", "2026-10-30"),
    ]
