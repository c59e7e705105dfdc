"""The site's id of a job, from the job's address."""

import re
from urllib.parse import urlsplit

_JOB_PATH = re.compile(r"/(?:job|hiring/jobs)/([^/]*\d[^/]*)/?\Z")


def job_key(url: str) -> str:
    """Return the id of the job at an address, whole or relative; "" for an address of no job.

    The id stands first in a path of 2022-23 and last in a later one; a number at the other end
    belongs to the title, and is shorter.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = _JOB_PATH.search(parts.path)
    if path is None or parts.scheme not in ("", "http", "https"):
        return ""
    words = path[1].split("-")
    ids = [word for word in (words[-1], words[0]) if word.isdecimal()]
    return max(ids, key=len, default=path[1])
