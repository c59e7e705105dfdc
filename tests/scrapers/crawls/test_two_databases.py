"""The same crawl comes to the same in SQLite and in PostgreSQL, whatever its pages say."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.exceptions import DropItem
from sqlalchemy import select

from models.raw import PayField, RawPosting
from models.tables import metadata
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.export import export
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore
from scrapers.crawl_stats import CrawlStats
from scrapers.item_pipelines import CheckPosting

BATCHES = int(os.environ.get("PAYBAND_TEST_BATCHES", "25"))
AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
BITS = [
    "\0", "\ud83d", "\ude80", "\udc80", "\ufffd", "\ufeff", "\u202e", "\u2028", "\x85", "\x1f",
    "مهندس بيانات", "מהנדסת", "Ä", "A\u0308", "🚀", "ß", "ŉ", "İ", "e\u0301",
    str(2**31), str(2**63), str(2**64), "-1", "1e400", "0.00001", "99999999999999.99999",
    "$120k - $150k", f"${2**63} a year", f"${10**17}.12345 per hour", "€1.234.567,891 / Jahr",
    "$999999999999999K a year", "$12345678901234.3 an hour", "€70000.00005 / Jahr", "$1.00005 / h",
    "$999999999999.3333 an hour", "x 14.55555 months", "$ 1000/3 a month", "99999999999.9999",
    f"{2**31} years of experience", f"{2**63}+ years' experience with Python", "5-7 years", "SQL",
    "%00", "%ED%A0%80", "&#0;", "&#xD800;", "&#x110000;", "\\u0000", "\\x00", "<b>", "</", "&",
    "'", '"', ";", "; ", "\\", "\n", "\r", "\t", " ", ",", "=1+1", "https://a.example/%00?x=%FF",
    "Berlin", "Remote", "Engineer", "Data", "2026-02-30", "9999-12-31", "0000-00-00", "1e18",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=6).map("".join)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([2**63, -(2**63)])
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
PAY = st.builds(
    PayField, min=TEXT, max=TEXT, currency=TEXT, unit=TEXT, label=TEXT, text=TEXT,
    is_estimate=st.booleans(), is_ote=st.booleans(),
)  # fmt: skip
TITLE = st.builds("{}{}".format, st.sampled_from(["ML Engineer", "Data Analyst ", ""]), TEXT)
POSTING = st.builds(
    RawPosting,
    source=st.just("ashby"),
    source_key=st.sampled_from(["a:1", "a:2", "A:2", "ä:2", "\0", "\ud800"]),
    url=st.just("https://a.example/1") | TEXT,
    title=TITLE | st.just("x" * 1001),
    board=st.sampled_from(["", "a"]) | TEXT,
    company=TEXT,
    location=TEXT,
    workplace=TEXT,
    employment=TEXT,
    level=TEXT,
    salary=TEXT,
    salary_fields=st.lists(PAY, max_size=2).map(tuple),
    posted=TEXT,
    closes=TEXT,
    description_html=TEXT | st.builds("<p>{}</p>".format, TEXT),
    country=st.sampled_from(["", "DE", "US"]) | TEXT,
    extra=st.dictionaries(TEXT, JSON, max_size=2),
    fetched_at=st.sampled_from([AT, AT + timedelta(days=1, microseconds=1)]),
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory, postgres_database):
    """Return a store of each kind."""
    folder = tmp_path_factory.mktemp("stores")
    with postgres_database() as url:
        both = [RawStore(f"sqlite:///{folder}/p.db", "r1"), RawStore(url, "r1")]
        yield both
        for store in both:
            store.close()


def collected(batch):
    """Return what a crawl would store of these postings, and what it would refuse."""
    stats = CrawlStats()
    check = CheckPosting(stats)
    kept = []
    for posting in batch:
        try:
            kept.append(check.process_item(posting))
        except DropItem:
            continue
    return kept, stats.take_refusals("r1", "ashby")


def what_comes_of(store, batches, folder):
    """Return counts, every row of every table, and the exports, of an emptied store."""
    with writing(store.engine) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    counts = []
    for kept, refused in batches:
        counts.append(store.put(kept))
        store.quarantine(refused)
        clean_store(store.engine)
    with store.engine.connect() as connection:
        rows = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }
    files = []
    for name in ("out.csv", "out.jsonl"):
        export(store.engine, folder / name, everything=True)
        files.append((folder / name).read_bytes())
    return counts, rows, files


@settings(max_examples=BATCHES, suppress_health_check=[HealthCheck.too_slow])
@given(batches=st.lists(st.lists(POSTING, min_size=1, max_size=4), min_size=1, max_size=2))
def test_the_same_postings_come_to_the_same_rows_reasons_and_bytes(
    stores, tmp_path_factory, batches
):
    folder = tmp_path_factory.mktemp("out")
    given_ = [collected(batch) for batch in batches]
    sqlite, postgresql = (what_comes_of(store, given_, folder) for store in stores)
    assert sqlite == postgresql
