"""Stage: the role, from the title. Board category and description help if it says too little."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clean.title.concepts import concepts
from pipeline.clean.title.title_role import RoleReading, read_role, roles


def role(job: Job) -> Reading:
    """Return role and role_family; issue `role_unknown` if no rule fits the title."""
    title, hinted = job.texts.title, title_with_hint(job)
    read = read_role(hinted)
    if read.form is None:
        issues = (IssueDraft("role_unknown", "role", title),) if title.strip() else ()
        return Reading(issues=issues)
    row = roles()[read.form.role]
    rule = f"{read.form.source}: {read.form.head} + {read.form.fields or 'no field'}"
    hint = f", told by {hinted[len(title) + 3 :]!r}" if hinted != title else ""
    return Reading(
        {"role": row.role, "role_family": row.family},
        evidence=(Evidence("role", read.text, rule + hint),),
    )


# The keys of board records that name the team or category of a job, the narrowest first.
KEYS = (
    "team", "department", "departmentLabel", "departments", "function", "division", "category",
    "category_name", "jobCategoryName", "categories", "occupation",
)  # fmt: skip
NAMES = ("name", "label", "text", "title")
LEAD = re.compile(
    r"\b(?:looking for|seeking|hiring|recruiting|as)\s+(?:an?|our|the)\s+(?:new\s+)?"
    r"(\w[\w/&+' -]{2,50}?)(?=\s+(?:to|who|with|in|at|for|you|on)\b|[.,;:(!\n])",
    re.IGNORECASE,
)
READ = 2_000  # characters of a description that are read: it names the job at the beginning


def title_with_hint(job: Job) -> str:
    """Return the title. If it says too little, add the first hint that leads to a role."""
    title = job.texts.title
    if title.strip() and _says_little(read_role(title)):
        for hint in _hints(job):
            hinted = f"{title} - {hint}"
            if not _says_little(read_role(hinted)):
                return hinted
    return title


def _says_little(read: RoleReading) -> bool:
    """Return whether no rule fits, or only one of a head that does not name a role by itself."""
    form = read.form
    if form is None:
        return True
    return not form.fields and concepts()[form.head].kind != "firm"


def _hints(job: Job) -> Iterator[str]:
    yield from dict.fromkeys(_categories(job.raw.extra))
    yield from (match[1] for match in LEAD.finditer(job.texts.description[:READ]))


def _categories(extra: Mapping[str, Any]) -> Iterator[str]:
    for key in KEYS:
        if key in extra:
            yield from _texts(extra[key])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("-", " ").replace("_", " ")[:100]
    elif isinstance(value, list):
        for item in value[:5]:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for key in (*NAMES, *KEYS):
            if isinstance(value.get(key), str):
                yield from _texts(value[key])
