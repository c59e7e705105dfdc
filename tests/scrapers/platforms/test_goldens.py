from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"


def test_a_page_gives_what_its_golden_file_says(fixture_row, read_fixture):
    page = FIXTURES / fixture_row[0] / fixture_row[1]
    golden = page.with_name(f"{page.name}.golden")
    said = read_fixture(*fixture_row).as_json()
    if not golden.exists():
        golden.write_text(said, encoding="utf-8")
        pytest.fail(f"{golden.name} was written: read it, and run again")
    changed = f"{golden.name} says otherwise: if this is right, delete it and run again"
    assert said == golden.read_text(encoding="utf-8"), changed


def test_every_fixture_is_in_the_index(pytestconfig):
    pages = {p for p in FIXTURES.glob("*/*") if p.suffix != ".golden"}
    lines = (FIXTURES / "index.csv").read_text(encoding="utf-8").splitlines()[1:]
    listed = {FIXTURES / line.split(",")[0] / line.split(",")[1] for line in lines}
    assert named(pages - listed) == [], "give each a row in tests/scrapers/fixtures/index.csv"
    assert named(listed - pages) == [], "index.csv names them, and they are not there"
    wanted, there = {p.with_name(f"{p.name}.golden") for p in pages}, {*FIXTURES.glob("*/*.golden")}
    assert named(wanted - there) == [], "their golden is missing: run this file twice"
    assert named(there - wanted) == [], "there is no such page any more: delete them"


def named(files):
    return sorted(str(file.relative_to(FIXTURES)) for file in files)
