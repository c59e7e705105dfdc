"""Stage: the department of the job, from the board's own field."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.value_text import JOINER
from pipeline.clean.posting_text import repair_line
from pipeline.clean.stage import Evidence, Job, Reading

# The keys of board records that name the department, the surest first. A team is part of one.
KEYS = ("department", "departments", "departmentLabel", "division", "team", "DepartmentName")
INSIDE = ("categories", "job")  # Lever and Pinpoint have it one level deeper
NAMES = ("name", "label", "text", "title", "value")
LONGEST = 120
"""Characters of a department's name. A longer text is no name."""
# numbers of cost centres: `1200 - Engineering`, `Engineering (4410)`, `R-12: Sales`
CODE = re.compile(
    r"^(?:[A-Z]{0,4}[-.]?\d[\d.\-]*)\s*[-\u2013\u2014:|_]\s*|^\d{2,}\s+|\s*[(\[]\d+[)\]]$"
    r"|\s+[-\u2013\u2014:|]\s*\d{2,}$"
)
NOTHING = re.compile(
    r"(?:n/?a|none|null|nan|nil|no (?:department|team|category)|not (?:specified|applicable|set)"
    r"|unknown|undefined|unassigned|uncategori[sz]ed|default|general|other|others|misc"
    r"|all departments|various|test|tbd|[\W\d_]*)",
    re.IGNORECASE,
)


def department(job: Job) -> Reading:
    """Return department: as the board names it, without numbers; several are joined by `; `.

    No value where the board has no such field, or only a filler such as `Other`.
    """
    for key, value in _fields(job.raw.extra):
        stated = list(_texts(value))
        names = dict.fromkeys(name for text in stated if (name := department_name(text)))
        if names:
            found = Evidence("department", JOINER.join(stated), f"the board's {key}")
            return Reading({"department": JOINER.join(names)}, evidence=(found,))
    return Reading()


def department_name(text: str) -> str:
    """Return a department's name without numbers of cost centres; "" for a filler or none."""
    name = CODE.sub("", repair_line(text)[0]).strip(" ,;|-\u2013\u2014")
    return "" if len(name) > LONGEST or NOTHING.fullmatch(name) else name.replace(";", ",")


def _fields(extra: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that may name a department, each with its key."""
    deeper = [extra[key] for key in INSIDE if isinstance(extra.get(key), Mapping)]
    for key in KEYS:
        for record in (extra, *deeper):
            if record.get(key):
                yield key, record[key]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value[:5]:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        named = (value[key] for key in NAMES if isinstance(value.get(key), str) and value[key])
        if (first := next(named, None)) is not None:
            yield first
