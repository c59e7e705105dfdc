"""Read the rules by cleaning one posting. The server that forks worker processes imports this.

Its processes share the memory of the rules, and begin to work at once.
"""

import gc

from models.raw import RawPosting
from pipeline.tables.rows import compared

POSTING = RawPosting(
    source="warm",
    source_key="1",
    url="https://example.com/1",
    title="Senior Data Engineer",
    company="Northmoor Analytics Ltd",
    location="Remote, Leeds, United Kingdom",
    salary="GBP 60,000 - 70,000 a year",
    employment="Full-time",
    level="Senior",
    posted="2026-10-28",
    description_html="<p>Full-time. You have 5 years of experience with Python and a degree. "
    "We pay GBP 60,000 a year. Hybrid, two days a week in our office.</p>",
)

list(compared([POSTING]))
gc.freeze()
