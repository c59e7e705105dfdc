"""Correct postings: store what a person says, and clean those postings again."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, select

from models.correction import Correction
from models.tables import job_posting
from pipeline.clean.correction_values import LEFT_OUT, STAGE_OF, check_column, stored_text
from pipeline.clean.employer.aliases import user_aliases
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.fx.saved_rates import saved_rates
from pipeline.input_files import input_file
from pipeline.operate.cleaning import clean_some
from pipeline.store.db.arrays import in_values
from pipeline.store.db.existing import open_existing
from pipeline.store.db.lock import run_lock
from pipeline.store.postings.corrections import (
    WantedCorrection,
    put_corrections,
    raws_of,
    take_back,
)

HEADER = ("posting_id", "column", "value", "why")


def correct_postings(
    settings: Settings, wanted: Sequence[WantedCorrection]
) -> list[WantedCorrection]:
    """Store corrections, all or none, and clean their postings again, under the run lock.

    Returns them as they are stored: `120k` is 120000. Raises InputError for an unknown posting,
    column or value, or without a reason.
    """
    wanted = [_checked(each) for each in wanted]
    with run_lock(settings.database_url):
        engine = open_existing(settings.database_url)
        try:
            put_corrections(engine, wanted, now())
            _clean(engine, settings, wanted)
            return wanted
        finally:
            engine.dispose()


def pay_flags(settings: Settings, wanted: Sequence[WantedCorrection]) -> dict[str, str]:
    """Return the flags of the pay that corrections have changed, by posting, where it has some."""
    ids = sorted({each.posting_id for each in wanted if STAGE_OF.get(each.field) == "pay"})
    engine = open_existing(settings.database_url)
    try:
        with engine.connect() as connection:
            query = select(job_posting.c.posting_id, job_posting.c.flags)
            mine = query.where(in_values(connection, job_posting.c.posting_id, ids))
            rows = connection.execute(mine.order_by(job_posting.c.posting_id)).all()
    finally:
        engine.dispose()
    return {posting_id: ", ".join(map(str, flags)) for posting_id, flags in rows if flags}


def undo_corrections(
    settings: Settings, posting_id: str, fields: Sequence[str]
) -> list[Correction]:
    """Take corrections of these columns, or of all, back; return them. Raises InputError."""
    for field in fields:
        _check_field(posting_id, field)
    with run_lock(settings.database_url):
        engine = open_existing(settings.database_url)
        try:
            gone = take_back(engine, posting_id, fields)
            _clean(engine, settings, gone)
            return gone
        finally:
            engine.dispose()


def read_corrections(file: Path) -> list[WantedCorrection]:
    """Return the corrections of a CSV with HEADER. Raises InputError that names file and row."""
    header, *rows = _cells(file) or [[]]
    for name in HEADER:
        if name not in header:
            raise InputError(f"{file}, the header: there is no {name}; it is {','.join(HEADER)}")
    found = []
    for at, cells in enumerate(rows, 1):
        row = dict(zip(header, cells, strict=False))
        each = WantedCorrection(*(row.get(name, "").strip() for name in HEADER))
        try:
            found.append(_checked(each))
        except InputError as error:
            raise InputError(f"{file}, row {at}: {error}") from None
    return found


def _cells(file: Path) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return [cells for cells in csv.reader(opened, strict=True) if cells]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file}: cannot be read as CSV in UTF-8: {error}") from error


def _clean(
    engine: Engine, settings: Settings, changed: Sequence[WantedCorrection | Correction]
) -> None:
    """Clean the postings again of which a column changed; leaving out is no column."""
    ids = sorted({each.posting_id for each in changed if each.field != LEFT_OUT})
    if not ids:
        return
    rates, aliases = (
        saved_rates(settings.rates_folder),
        user_aliases(input_file(settings, "employers_file")),
    )
    clean_some(engine, raws_of(engine, ids), rates, aliases)


def _checked(each: WantedCorrection) -> WantedCorrection:
    """Return a correction as it is stored. Raises InputError."""
    _check_field(each.posting_id, each.field)
    try:
        value = stored_text(each.field, each.value)
    except ValueError as error:
        raise InputError(str(error)) from None
    if not each.why.strip():
        raise InputError("say why: a correction needs a reason")
    return replace(each, value=value)


def _check_field(posting_id: str, field: str) -> None:
    try:
        check_column(field)
    except ValueError as error:
        raise InputError(f"{posting_id}: {error}") from None
