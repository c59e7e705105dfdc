"""Take the views of a database away while its tables are replaced."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine, inspect, text

from pipeline.store.db.database import connect
from pipeline.store.db.writing import writing


@contextmanager
def without_views(url: str) -> Iterator[None]:
    """Drop the views for the block; make them again if the block raises an error.

    PostgreSQL drops no table that a view reads. The block puts the views of its backup in place.
    """
    engine = connect(url)
    try:
        views = _dropped(engine)
        try:
            yield
        except BaseException:
            _make(engine, views)
            raise
    finally:
        engine.dispose()


def _dropped(engine: Engine) -> Mapping[str, str]:
    """Drop all views; return their definitions by name."""
    with writing(engine) as connection:
        looked = inspect(connection)
        views = {name: looked.get_view_definition(name) for name in looked.get_view_names()}
        for name in views:
            connection.execute(text(f'DROP VIEW "{name}"'))
    return views


def _make(engine: Engine, views: Mapping[str, str]) -> None:
    with writing(engine) as connection:
        for name, definition in views.items():
            connection.exec_driver_sql(f'CREATE VIEW "{name}" AS {definition}')
