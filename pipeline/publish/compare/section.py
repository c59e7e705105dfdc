"""A section of the comparison of two roles."""

from dataclasses import dataclass

from pipeline.publish.page_table import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a heading, sentences, points of lists, and tables. `key` names it in addresses."""

    key: str
    heading: str
    text: tuple[str, ...] = ()
    points: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tables: tuple[Table, ...] = ()
