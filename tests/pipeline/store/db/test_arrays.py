"""Values reach the database as they are, in whatever way they are sent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import BigInteger, Text, column, literal, select

from models.types import Utc
from pipeline.store.db.arrays import Types, array_rows, array_text, array_values, in_values
from pipeline.store.db.database import connect

TEXTS = [
    "",
    "a",
    'quo"ted',
    "back\\slash",
    "{a,b}",
    "NULL",
    "null",
    " ",
    "a,b",
    '","',
    "é\n\t",
    "'",
]


@pytest.mark.parametrize("values", [[], *([text] for text in TEXTS), TEXTS])
def test_texts_are_found_among_values(database_url, values):
    engine = connect(database_url)
    with engine.connect() as connection:
        for text in TEXTS:
            found = select(in_values(connection, literal(text, Text()), values))
            assert bool(connection.execute(found).scalar()) == (text in values), text


def test_numbers_are_found_among_values(database_url):
    engine = connect(database_url)
    with engine.connect() as connection:
        for number in (1, -(1 << 63), 7):
            found = in_values(connection, literal(number, BigInteger()), [1, -(1 << 63)])
            assert bool(connection.execute(select(found)).scalar()) == (number != 7)


def test_rows_come_back(database_url):
    types: Types = {"name": Text(), "at": Utc(), "note": Text()}
    at = datetime(2026, 10, 28, 6, 0, 1, 250_000, UTC)
    rows = [(text, at, None if n % 2 else text) for n, text in enumerate(TEXTS)]
    engine = connect(database_url)
    with engine.connect() as connection:
        given = array_values(connection.dialect, types, rows)
        query: Any = select(*(column(name, kind) for name, kind in types.items()))
        found = connection.execute(query.select_from(array_rows(connection.dialect, types)), given)
        back = [tuple(row) for row in found]
    assert [(name, note) for name, _, note in back] == [(name, note) for name, _, note in rows]
    assert {one.replace(microsecond=0) for _, one, _ in back} == {at.replace(microsecond=0)}


def test_an_array_is_written_as_postgresql_reads_it():
    assert array_text([]) == "{}"
    assert array_text(["a", None, 'b"']) == '{"a",NULL,"b\\""}'
