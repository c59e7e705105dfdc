"""Pay by employer of a source: as seen now, and as kept from its last healthy run."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from statistics import median

from sqlalchemy import Connection, Engine, delete, select

from models.source_pay import SourcePay
from models.tables import job_posting, posting_life, source_pay
from models.vocab import SalaryStatus
from pipeline.clean.employer.company_key import company_key
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records

Cell = tuple[str, str, str, str, str]
"""The key of the employer (`company_key`), role, level, country, currency."""
Pay = Mapping[Cell, Decimal]
"""The median of annual_mid of each cell."""
_CENT = Decimal("0.01")


def pay_seen(engine: Engine, source: str, since: datetime) -> Pay:
    """Return the sound pay of a source's postings that were seen `since` (UTC)."""
    job = job_posting.c
    query = (
        select(
            *(job.company, job.role, job.level, job.country, job.salary_currency, job.annual_mid)
        )
        .join_from(posting_life, job_posting, posting_life.c.posting_id == job.posting_id)
        .where(job.source == source, posting_life.c.last_seen >= since)
        .where(job.salary_status == SalaryStatus.OK, job.annual_mid.is_not(None))
        .where(job.company.is_not(None), job.role.is_not(None), job.country.is_not(None))
    )
    amounts: dict[Cell, list[Decimal]] = {}
    for row in read(engine, lambda connection: connection.execute(query).all()):
        employer, role, level, country, currency, amount = row
        cell = (company_key(employer) or employer, role, level or "", country, currency or "")
        amounts.setdefault(cell, []).append(Decimal(amount))
    return {cell: median(found).quantize(_CENT) for cell, found in amounts.items()}


def pay_kept(engine: Engine, source: str) -> Pay:
    """Return the pay at the last healthy run of a source; empty where none is kept."""
    kept = source_pay.c
    names = (kept.employer, kept.role, kept.level, kept.country, kept.currency)
    query = select(*names, kept.median).where(kept.source == source)
    rows = read(engine, lambda connection: connection.execute(query).all())
    return {(row[0], row[1], row[2], row[3], row[4]): Decimal(row[5]) for row in rows}


def keep_pay(engine: Engine, source: str, pay: Pay) -> None:
    """Keep the pay of a source in place of what was kept."""

    def put(connection: Connection) -> None:
        connection.execute(delete(source_pay).where(source_pay.c.source == source))
        upsert_records(connection, source_pay, list(_rows(source, pay)))

    write(engine, put)


def _rows(source: str, pay: Pay) -> Iterable[SourcePay]:
    for (employer, role, level, country, currency), amount in sorted(pay.items()):
        yield SourcePay(
            source=source,
            employer=employer,
            role=role,
            level=level,
            country=country,
            currency=currency,
            median=amount,
        )
