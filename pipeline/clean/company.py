"""Stage: the employer's name tidied, and the place as posted beside what is made of it."""

import re
from functools import lru_cache

from pipeline.clean.stage import Evidence, Job, Reading

NO_NAME = frozenset(
    {"", "n/a", "na", "none", "null", "-", "confidential", "undisclosed", "unknown"}
)
MASKED = re.compile(r"\w{1,2}(?:\.{2,}|…|\*{2,})")
AROUND = " \t,;|·•-\u2013\u2014@\"'\u201c\u201d"
# A note of the investor's class or that the employer hires is no part of the name.
NOTE = re.compile(
    r"\s*[(\[](?:YC\s*[-:]?\s*)?(?:[SWXF]\d{2}|YC|hiring|we.re hiring)[)\]]\s*", re.IGNORECASE
)


def company(job: Job) -> Reading:
    """Return the employer's name and the text of the place; None where the posting has none."""
    name, place = read_company(job.texts.company), job.texts.location or None
    evidence = (Evidence("company", job.texts.company, "trimmed"),) if name else ()
    return Reading({"company": name, "location": place}, evidence=evidence)


@lru_cache(maxsize=65_536)
def read_company(text: str) -> str | None:
    """Return a name without what stood around it; None for a masked one (`M...`) or none at all.

    Legal forms (Inc, GmbH) stay: they are part of the name. `company_key` leaves them out.
    """
    name = NOTE.sub(" ", text).strip(AROUND)
    return None if name.casefold() in NO_NAME or MASKED.fullmatch(name) else name
