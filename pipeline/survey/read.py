"""Read the ai-jobs.net salary data set, and mend what is known to be wrong with it.

What is known: most bands were exploded into two rows, the higher end first; a quarter to a half of
the rows stand there again, exactly; later snapshots are cut off at 15,000 and 800,000 US dollars;
and a year has a single exchange rate. The first two are undone here, the third is marked.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from models.survey import SurveySalary
from pipeline.clean.title.title_role import read_role
from pipeline.errors import InputError
from pipeline.survey.rows import COLUMNS, SurveyRow, read_row
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import table_file

DATASET = "ai-jobs.net"
CUT = (Decimal(15_000), Decimal(800_000))
"""US dollars a year: where a snapshot ends that holds nothing beyond."""
EXPLODED = 4
"""From how many times as often the higher of two neighbours is first, neighbours are bands. In the
snapshots of 2023 it is 17 times, in one without neighbours that belong together 1.1 times."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The observations of a file, each once, and of how many rows they were made."""

    observations: tuple[SurveySalary, ...]
    rows: int
    bands: int

    @property
    def repeated(self) -> int:
        """How many observations were left out because they had been there before."""
        return sum(found.times for found in self.observations) - len(self.observations)

    @property
    def clipped(self) -> int:
        """How many observations have an end where the set is cut."""
        return sum(found.is_clipped for found in self.observations)


def read_survey(path: Path) -> Survey:
    """Return what a file of the data set says. Raises InputError naming file, row and column."""
    with table_file(path) as file:
        table = open_table(file)
        rows = list(_survey_rows(table))
    pairs = list(_ends(rows) if _exploded(rows) else zip(rows, rows, strict=True))
    whole = any(not CUT[0] <= row.usd <= CUT[1] for row in rows)
    counted = Counter(pairs)
    observations = tuple(
        _observation(low, high, n, () if whole else CUT) for (low, high), n in counted.items()
    )
    return Survey(observations, len(rows), sum(low != high for low, high in pairs))


def _survey_rows(table: Table) -> Iterator[SurveyRow]:
    for name in COLUMNS:
        if name not in table.columns:
            words = f"there is no {name}; is it the salary data set?"
            raise InputError(f"{table.name}, the header: {words}")
    for n, cells in enumerate(table.rows(), 1):
        yield read_row(dict(zip(table.columns, cells, strict=True)), f"{table.name}, row {n}")


def _exploded(rows: Sequence[SurveyRow]) -> bool:
    """Whether bands stand there as two rows: by chance the lower would be first as often."""
    alike = [(a.pay, b.pay) for a, b in pairwise(rows) if _but_pay(a) == _but_pay(b)]
    falling, rising = (sum(a > b for a, b in alike), sum(a < b for a, b in alike))
    return falling > EXPLODED * rising


def _ends(rows: Sequence[SurveyRow]) -> Iterator[tuple[SurveyRow, SurveyRow]]:
    """Yield the ends of each band: two neighbours that differ in pay alone, the higher first.

    Any other row is both ends itself.
    """
    at = 0
    while at < len(rows):
        high, low = rows[at], rows[min(at + 1, len(rows) - 1)]
        is_band = high.pay > low.pay and _but_pay(high) == _but_pay(low)
        yield (low, high) if is_band else (high, high)
        at += 2 if is_band else 1


def _but_pay(row: SurveyRow) -> SurveyRow:
    return replace(row, pay=Decimal(0), usd=Decimal(0))


def _observation(
    low: SurveyRow, high: SurveyRow, times: int, cut: Sequence[Decimal]
) -> SurveySalary:
    read = read_role(low.title).form
    said = "\0".join(map(str, (*astuple(low), high.pay, high.usd)))
    return SurveySalary(
        dataset=DATASET,
        survey_id=hashlib.sha256(said.encode()).hexdigest()[:16],
        work_year=low.work_year,
        title=low.title,
        role=read.role if read else None,
        level=low.level,
        employment_type=low.employment_type,
        workplace=low.workplace,
        employee_country=low.employee_country,
        company_country=low.company_country,
        company_size=low.company_size,
        currency=low.currency,
        pay_min=low.pay,
        pay_max=high.pay,
        usd_min=low.usd,
        usd_max=high.usd,
        is_band=low != high,
        is_clipped=low.usd in cut or high.usd in cut,
        times=times,
    )
