from pathlib import Path

from models.record import columns
from models.tables import metadata
from models.vocab import Level
from pipeline.figures.cell import Cell
from tools.dictionary import BOOKKEEPING, RECORDS, dictionary, vocabularies

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_current():
    again = "run `python -m tools.dictionary`"
    assert PAGE.read_text(encoding="utf-8") == dictionary(), again


def test_every_column_of_every_table_has_a_meaning():
    told = {(table, c.name) for _, table, record in RECORDS for c in columns(record)}
    told |= {("job_posting", c.name) for _, table, record in RECORDS[:1] for c in columns(record)}
    told |= set(BOOKKEEPING)
    stored = {(t.name, c.name) for t in metadata.tables.values() for c in t.columns}
    assert stored <= told


def test_the_page_has_names_types_units_and_words():
    page = dictionary()
    assert "| `annual_min_usd` | number | USD per year | Lower end of the yearly range" in page
    assert "| `level` | [Level](#level) |  | Seniority level. |" in page
    assert "| `flags` | [Flag](#flag), several |" in page
    assert "| `salary_fields` | JSON |" in page
    assert "| `posting_id` (key) | text |" in page
    assert Level in vocabularies()
    assert "### Level" in page
    assert "`intern`, `entry`, `mid`" in page


def test_each_end_of_an_interval_is_named_as_the_end_it_is():
    said = {each.name: each.doc for each in columns(Cell) if "interval_" in each.name}
    assert len(said) == 8
    for name, words in said.items():
        end = "Lower end" if "_low" in name else "Upper end"
        assert words == f"{end} of its 95% interval."
