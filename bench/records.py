"""Measure the making of cleaned postings: our slotted dataclass beside an ORM class.

The bench prints records a second of each and their ratio: medians of five rounds in one process.
"""

import dataclasses
import statistics
import time

from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from bench.figures import figure
from models.posting import JobPosting
from models.record import columns
from models.tables import sql_type

ROUNDS, RECORDS = 5, 20_000


class Base(MappedAsDataclass, DeclarativeBase):
    pass


def orm_twin():
    fields = {"__tablename__": "twin", "__annotations__": {}}
    for column in columns(JobPosting):
        fields["__annotations__"][column.name] = Mapped[column.type]
        fields[column.name] = mapped_column(sql_type(column), primary_key=column.key)
    return type("Twin", (Base,), fields, kw_only=True)


def rate(record, values):
    started = time.process_time()
    for _ in range(RECORDS):
        record(**values)
    return RECORDS / (time.process_time() - started)


def main():
    values = {f.name: "x" for f in dataclasses.fields(JobPosting)}
    twin = orm_twin()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(rate(JobPosting, values))
        theirs.append(rate(twin, values))
    fast, slow = statistics.median(ours), statistics.median(theirs)
    figure("records.made", fast, slow, f"{RECORDS:,} records")
    print(f"dataclass {fast:,.0f}/s   ORM class {slow:,.0f}/s   ratio {fast / slow:.1f}")


if __name__ == "__main__":
    main()
