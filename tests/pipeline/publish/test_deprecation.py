"""A renamed column stays one release, with a notice, and is gone in the next."""

from pathlib import Path

import pytest

from models.posting import JobPosting
from models.record import columns
from pipeline.publish.deprecation import DEPRECATED, notice
from pipeline.publish.report.salaries_table import COLUMNS
from pipeline.version import VERSION

ROOT = Path(__file__).parents[3]
TABLES = {
    "salaries": {c.name for c in COLUMNS},
    "postings": {c.name for c in columns(JobPosting)},
}


def release(version):
    return tuple(int(part) for part in version.split(".")[:2])


@pytest.mark.parametrize("each", DEPRECATED, ids=lambda each: each.old)
def test_a_former_name_stands_beside_the_new_one_until_its_release(each):
    assert {each.old, each.new} <= TABLES[each.table]
    assert release(VERSION) < release(each.gone_in), f"{each.old} must go now"


def test_the_page_and_the_notice_name_every_former_column():
    page = (ROOT / "docs/schema.md").read_text(encoding="utf-8")
    for each in DEPRECATED:
        assert f"| `{each.old}` | `{each.new}` |" in page
        assert f"{each.old} (now {each.new})" in notice(each.table)
    assert notice("nothing") == ""


def test_columns_that_are_called_former_are_deprecated():
    former = {c.name for c in COLUMNS if c.doc.startswith("Deprecated")}
    assert former == {each.old for each in DEPRECATED if each.table == "salaries"}
