"""List the row classes of all rule files."""

from collections.abc import Mapping
from importlib import import_module

from pipeline.caches import cached_file
from pipeline.rules.row import Row

ROOMS = (
    *("codes", "issues", "general", "employer", "other_jobs", "pay", "pay_words", "place"),
    *("requirements", "skill_company", "sources", "tables", "task_headings", "title"),
)


@cached_file
def row_classes() -> Mapping[str, type[Row]]:
    """Return the row class of each rule file, by the path of the file in rules/."""
    modules = [import_module(f"pipeline.rules.rows.{room}") for room in ROOMS]
    found = (kind for module in modules for kind in vars(module).values())
    rows = (kind for kind in found if isinstance(kind, type) and issubclass(kind, Row))
    return dict(sorted((row.file, row) for row in rows if row.file))
