"""Recognise the fields of work that stand for jobs, and those that are a team."""

import re

# A field of work that stands for its jobs beside a list of jobs, or where no job is named.
DEPARTMENT = re.compile(
    r"(?:[A-Z][\w/&+-]* ){0,3}(?:Design|Engineering|Marketing|Sales|Operations|Ops|Growth|Product"
    r"|Recruiting|Support|Research|Security|QA|BDR|SDR|Finance|Data|Infrastructure|Platform"
    r"|Back-?end|Front-?end|Full[- ]?stack|Mobile|DevOps|SRE|Infra"
    r"|iOS|Android|ML|AI|Analytics)"
)
_TEAM = re.compile(
    r"(?:.* )?(?:Growth|Security|Support|Product|Data|Infrastructure|Platform|Research)"
)
"""Behind one job and a comma, such a field is the job's team: `Engineer, Data Platform`."""
_BUILT = re.compile(
    r"(?:.* )?(?:AI|ML|iOS|Android|Mobile|Design|Back-?end|Front-?end|Infra|Analytics)"
)
"""Behind one engineer and a comma, such a field is what that engineer builds."""


def department(text: str) -> str:
    """Return a text that is a field of work with jobs of its own; "" for a team or another text."""
    name = text.strip()
    return name if DEPARTMENT.fullmatch(name) and not _TEAM.fullmatch(name) else ""


def is_built(text: str) -> bool:
    """Return whether a text is what one engineer builds: `Software Engineer, Android`."""
    return bool(_BUILT.fullmatch(text.strip()))
