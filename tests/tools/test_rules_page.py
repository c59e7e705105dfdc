from pathlib import Path

from tests.support.rows import every_row
from tools.rules_page import PAGE, all_parts, meaning, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_current(monkeypatch):
    monkeypatch.chdir(ROOT)
    current = (ROOT / PAGE).read_text(encoding="utf-8") == page()
    assert current, "run `python -m tools.rules_page`"


@every_row("part", all_parts(), ids=lambda part: part.heading)
def test_every_column_has_a_meaning(part):
    assert [column.name for column in part.columns if not meaning(column)] == []


def test_every_file_has_a_reader(monkeypatch):
    monkeypatch.chdir(ROOT)
    text = page()
    headings = [part.heading for part in all_parts()]
    sections = [text.split(f"## {heading}\n")[1].split("\n## ")[0] for heading in headings]
    assert [h for h, s in zip(headings, sections, strict=True) if "\nRead by " not in s] == []
