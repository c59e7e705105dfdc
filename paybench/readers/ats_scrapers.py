"""ats-scrapers: `parse_salary_range`, which reads two ends and nothing else."""

from paybench.reader import Pay, Read, Reader, decimal
from paybench.rows import Row


def _load() -> Read:
    from ats_scrapers.enrichment import parse_salary_range  # noqa: PLC0415  # may be absent

    def read(row: Row) -> Pay | None:
        low, high = parse_salary_range(row.text)
        return None if low is None and high is None else Pay(decimal(low), decimal(high))

    return read


ATS_SCRAPERS = Reader("ats-scrapers", "ats-scrapers", frozenset(), _load)
