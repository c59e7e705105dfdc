from pathlib import Path

from pipeline.clean.title.title_role import read_role, roles
from tests.support.rows import every_row
from tools.roles_page import digest, page, versions

PAGE = Path(__file__).parents[2] / "docs/roles.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tools.roles_page`"


def test_roles_do_not_change_under_an_old_version():
    assert versions()[-1].digest == digest(), "add a version to role_versions.csv"
    assert len({v.version for v in versions()}) == len(versions())


@every_row("row", roles().values(), ids=lambda row: row.role)
def test_a_role_says_what_belongs_to_it_and_what_does_not(row):
    assert row.belongs.endswith(".")
    assert row.elsewhere.endswith(".")


def test_titles_told_for_a_role_are_read_as_that_role():
    for section in page().split("\n### ")[1:]:
        role, _, rest = section.partition("\n")
        told = rest.split("- Titles: ")[1].split(".\n")[0]
        forms = [read_role(title).form for title in told.split("; ")]
        assert {form.role for form in forms if form} == {role}
