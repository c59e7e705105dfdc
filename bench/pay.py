"""Measure the reading of pay: short strings beside price-parser, and descriptions of 10 KB.

    python -m bench.pay [STRINGS.tsv]

STRINGS.tsv has one string a row, in its column `raw`, `salary` or `text`. Without it the bench
reads the strings of the project's test tables. Times are those of one core: medians of rounds in
which both sides take turns. `new` is a first reading with empty caches. `shape known` is a reading
after texts of the same shape (`$90K - $120K`, `$70K - $85K`), with no whole reading in the cache.
If the file counts how often each string came (`count_in_sources`), `as it comes` reads each string
that often, with the cache that cleaning uses, empty at the start.
"""

import csv
import html
import json
import random
import statistics
import sys
import time
from pathlib import Path

from price_parser import Price

from bench.figures import figure
from models.vocab import Origin
from pipeline.pay.grammar import layout
from pipeline.pay.reader import read_pay
from pipeline.text.html_text import html_to_text

ROOT = Path(__file__).resolve().parent.parent
TABLES = [ROOT / "tests/pipeline/pay" / name for name in ("read_cases.csv", "prose_cases.csv")]
ROUNDS, DESCRIPTIONS, LENGTH = 9, 200, 10_000
PAY = (
    "The base salary range for this role is ${a},000 - ${b},000 a year.",
    "Salary: £{a},000 to £{b},000 plus bonus",
    "€{a}.000 - €{b}.000 brutto im Jahr",
)


def strings(paths):
    for path in paths:
        tabs = path.suffix == ".tsv"
        quoting = csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t" if tabs else ",", quoting=quoting):
                text = next(row[name] for name in ("raw", "salary", "text") if name in row)
                yield text, int(row.get("count_in_sources") or 1)


def sentences():
    """Return the lines of the sample's descriptions without those that state pay."""
    lines = []
    for path in sorted((ROOT / "tools/sample/founding/pages").glob("*/*.json")):
        for job in json.loads(path.read_text(encoding="utf-8")).get("jobs", []):
            text = html.unescape(job.get("content") or job.get("descriptionHtml") or "")
            lines += [line for line in html_to_text(text).splitlines() if line.strip()]
    return [line for line in lines if not read_pay(line, country="US", prose=True).bands]


def descriptions():
    """Return descriptions of 10 KB: sample lines in random order, with one line of pay each."""
    draw, lines, texts = random.Random(20), sentences(), []
    for _ in range(DESCRIPTIONS):
        a = draw.randint(45, 180)
        text = [draw.choice(PAY).format(a=a, b=a + draw.randint(5, 60))]
        while sum(map(len, text)) < LENGTH:
            text.insert(draw.randrange(len(text) + 1), draw.choice(lines))
        texts.append("\n".join(text))
    return texts


def seconds(read, texts):
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


def field(text):
    read_pay.__wrapped__(text, country="US")


def prose(text):
    read_pay.__wrapped__(text, country="US", origin=Origin.DESCRIPTION, prose=True)


def known(text):
    read_pay(text, country="US")


def as_it_comes(read, counted):
    """Return the seconds for all strings in random order, each as often as it came."""
    texts = [text for text, count in counted for _ in range(count)]
    random.Random(3).shuffle(texts)
    read_pay.cache_clear()
    return new(read, texts) / len(texts) * len(counted)


def new(read, texts):
    layout.shared_layout.cache_clear()
    return seconds(read, texts)


def main():
    counted = list(strings([Path(name) for name in sys.argv[1:]] or TABLES))
    texts = [text for text, _ in counted]
    bodies = descriptions()
    field("$1 an hour")  # reads the rules
    rounds = [
        (
            new(field, texts),
            seconds(field, texts),
            as_it_comes(known, counted),
            seconds(Price.fromstring, texts),
        )
        for _ in range(ROUNDS)
    ]
    medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
    print(f"{len(texts)} strings of {statistics.mean(map(len, texts)):.0f} characters")
    for name, took in zip(
        ("new", "shape known", "as it comes", "price-parser"), medians, strict=True
    ):
        ratio = f"{took / medians[-1]:5.1f} times price-parser's time"
        print(f"  {name:13}{len(texts) / took:9,.0f} strings/s  {ratio}")
    rates = len(texts) / medians[0], len(texts) / medians[-1]
    figure("pay.short", *rates, f"{len(texts):,} texts")
    size = sum(len(body.encode()) for body in bodies)
    print(f"{len(bodies)} descriptions of {size / len(bodies):,.0f} bytes")
    for name, measure in (("new", new), ("shape known", seconds)):
        took = statistics.median(measure(prose, bodies) for _ in range(ROUNDS))
        print(f"  {name:13}{size / took / 1e6:9.1f} MB/s, limit 20")
        if measure is new:
            figure("pay.described", size / took / 1e6, size=f"{len(bodies):,} texts")


if __name__ == "__main__":
    main()
