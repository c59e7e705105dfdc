"""Read what the data package beside an export says of the jobs in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.filters.filters import NONE, Filters
from pipeline.publish.export.datapackage import INVENTED_DATA, SEARCH_WORDS, package_file


@dataclass(frozen=True, slots=True)
class Description:
    """What a data package says that the rows don't.

    `invented`: postings of the bundled sample are among them. `filters` chose the jobs;
    `corrections` are the values that people put right, as rows of plain values.
    """

    invented: bool = False
    filters: Filters = NONE
    corrections: tuple[Mapping[str, Any], ...] = ()


NOTHING = Description()


def description(file: Path) -> Description:
    """Return the description of an exported file; nothing where no data package is beside it."""
    try:
        said = json.loads(package_file(file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return NOTHING
    if not isinstance(said, dict):
        return NOTHING
    return Description(
        invented=INVENTED_DATA in (said.get("keywords") or ()),
        filters=Filters.of_record(said.get(SEARCH_WORDS) or {}),
        corrections=tuple(said.get("corrections") or ()),
    )
