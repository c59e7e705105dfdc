"""Keep a salary data set in the store, beside the postings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select

from models.survey import SurveySalary
from models.tables import survey
from pipeline.store.db.arrays import in_values
from pipeline.store.db.transactions import write
from pipeline.store.db.upsert import upsert_records


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """What came of keeping a data set: observations that are new, changed, the same, or gone."""

    new: int
    changed: int
    unchanged: int
    gone: int


def keep_dataset(engine: Engine, dataset: str, found: Sequence[SurveySalary]) -> DatasetChange:
    """Make the store hold these observations of a data set, and no others of it.

    A snapshot replaces the one before: they overlap, and both together would count twice.
    """
    rows = {said.survey_id: said for said in found}
    return write(engine, lambda connection: _keep(connection, dataset, rows))


def read_dataset(engine: Engine) -> list[SurveySalary]:
    """Return every observation of every data set kept."""
    query = select(survey).order_by(survey.c.dataset, survey.c.survey_id)
    with engine.connect() as connection:
        return [SurveySalary(**row) for row in connection.execute(query).mappings()]


def _keep(connection: Connection, dataset: str, rows: Mapping[str, SurveySalary]) -> DatasetChange:
    mine = select(survey).where(survey.c.dataset == dataset)
    stored = [SurveySalary(**row) for row in connection.execute(mine).mappings()]
    before = {said.survey_id: said for said in stored}
    gone = before.keys() - rows.keys()
    old = in_values(connection, survey.c.survey_id, gone)
    connection.execute(delete(survey).where(survey.c.dataset == dataset, old))
    written = [said for key, said in rows.items() if before.get(key) != said]
    upsert_records(connection, survey, written)
    new = len(rows.keys() - before.keys())
    return DatasetChange(new, len(written) - new, len(rows) - len(written), len(gone))
