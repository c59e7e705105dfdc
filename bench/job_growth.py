"""Measure whether one day's jobs cost more to find as the stored past grows.

    python -m bench.job_growth [--stored 100000 1000000] [--day 1000] [--url sqlite:///FILE]

The bench makes fingerprints directly, as cleaning makes them. A fixed number of employers posts
over a longer time, so only the past grows. By default 100,000 postings are those of 100 days: all
days on which a posting may be of one job with a new one are stored at each size. One tenth of the
new postings are copies of a recent posting on another board, one tenth are reposts. For each size
the bench prints the CPU time of all postings from nothing, of a new day, and of the same day again;
the comparisons of the new day; and the peak memory.

A day has 1,000 postings, as 20,000 employers post them. `--day` sets how many days the past has: of
1,500 a day, 100,000 postings are 67 days, less than the 90 that take part by all keys. The larger
past then has more of them, and its cost grows for that reason. Compare sizes of 90 days or more.
"""

import argparse
import hashlib
import random
import resource
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice

import numpy as np
from sqlalchemy import Engine, insert

from bench.figures import figure
from bench.postings import CITIES, JOBS, LEVELS, TEAMS
from models.same import Fingerprint
from models.tables import posting_life
from models.vocab import PostingStatus
from pipeline.dedupe import clusters
from pipeline.dedupe.compare import Known
from pipeline.dedupe.rules import Decision, judge
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.duplicates.fingerprints import fingerprint_rows, store_fingerprints
from pipeline.store.duplicates.jobs import assign_jobs

EMPLOYERS = 20_000
BATCH = 5_000
START = date(2020, 1, 1)
Seen = tuple[Fingerprint, date]


class Prints:
    """Makes fingerprints, day by day. The same seed gives the same fingerprints."""

    def __init__(self, a_day: int, seed: int = 7) -> None:
        self.draw, self.a_day = random.Random(seed), a_day
        self.numbers = np.random.default_rng(seed)
        self.made = 0
        self.last: deque[Fingerprint] = deque(maxlen=3 * a_day)

    def __iter__(self) -> Iterator[Seen]:
        while True:
            day = START + timedelta(self.made // self.a_day)
            again = self.last and self.draw.random() < 0.2
            one = self.copy(day) if again else self.new(day)
            self.made += 1
            self.last.append(one)
            yield one, day

    def new(self, day: date) -> Fingerprint:
        """Return a fingerprint of an employer's new posting."""
        draw, number = self.draw, self.made
        job, team = draw.choice(JOBS), draw.choice(TEAMS)
        low = Decimal(draw.randrange(40, 180, 5) * 1000)
        return Fingerprint(
            posting_id=f"{number:016x}",
            source=draw.choice(("arbeitnow", "adzuna", "himalayas")),
            company=name(int(EMPLOYERS * draw.random() ** 3)),
            title=tuple(sorted({*f"{draw.choice(LEVELS)}{job} {team}".lower().split()})),
            role=job,
            cities=(draw.choice(draw.choice(list(CITIES.values()))).lower(),),
            countries=("GB",),
            pay_min=low,
            pay_max=low + 20_000,
            pay_currency="GBP",
            posted_on=day,
            addresses=(f"feed.example/jobs/{number}",),
            language="en",
            shingles=400,
            sketch=self.numbers.integers(0, 2**32, 128, dtype=np.uint32).tobytes(),
        )

    def copy(self, day: date) -> Fingerprint:
        """Return a recent posting on another board or, half the time, posted again."""
        one = self.draw.choice(self.last)
        source = self.draw.choice((one.source, "workingnomads"))
        return replace(
            one,
            posting_id=f"{self.made:016x}",
            source=source,
            posted_on=day,
            addresses=(f"feed.example/jobs/{self.made}",),
        )


def name(employer: int) -> str:
    """Return an employer's name; as with most real names, its first letters identify it."""
    return hashlib.md5(str(employer).encode(), usedforsecurity=False).hexdigest()


def store(engine: Engine, seen: Iterator[Seen], count: int) -> None:
    """Write fingerprints as cleaning and a run do; they are then pending."""
    while batch := list(islice(seen, min(BATCH, count))):
        count -= len(batch)
        lives = [
            {
                "posting_id": print_.posting_id,
                "first_seen": moment(day),
                "last_seen": moment(day),
                "status": PostingStatus.OPEN,
                "status_at": moment(day),
                "status_changes": 1,
            }
            for print_, day in batch
        ]
        with writing(engine) as connection:
            connection.execute(insert(posting_life), lives)
            store_fingerprints(connection, [fingerprint_rows(print_) for print_, _ in batch])


def moment(day: date) -> datetime:
    """Return six o'clock of a day."""
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


class Counted:
    """Counts the comparisons made."""

    def __init__(self) -> None:
        self.comparisons = 0

    def __call__(self, a: Known, b: Known) -> Decision:
        """Compare, and count it."""
        self.comparisons += 1
        return judge(a, b)


def measured(name: str, work: Callable[[], object]) -> float:
    """Do some work, print its cost, and return the CPU seconds."""
    counted = clusters.judge = Counted()  # type: ignore[assignment]
    began, wall = time.process_time(), time.monotonic()
    done = work()
    took = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {name:24}{took:>8,.2f} s CPU {time.monotonic() - wall:>8,.1f} s  {done!s:>9} put, "
        f"{counted.comparisons:,} comparisons, at most {most:,.0f} MB",
        flush=True,
    )
    return took


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--stored", type=int, nargs="+", default=[100_000, 1_000_000])
    options.add_argument("--day", type=int, default=1_000)
    options.add_argument("--url", default="")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(asked.url or f"sqlite:///{folder}/jobs.db")
        prints = Prints(asked.day)
        seen, before = iter(prints), 0.0
        for size in sorted(asked.stored):
            store(engine, seen, size - prints.made)
            print(f"{size:,} postings stored, of {size // asked.day:,} days")
            measured("all of them, anew", lambda: assign_jobs(engine, everything=True))
            store(engine, seen, asked.day)
            day = measured("a new day", lambda: assign_jobs(engine))
            measured("an unchanged day", lambda: assign_jobs(engine))
            if before:
                print(f"a new day costs {day / before:.2f} times what it did")
                figure("job_growth.day", day, before, f"{asked.day:,} beside {size:,}")
            before = day
        engine.dispose()


if __name__ == "__main__":
    main()
