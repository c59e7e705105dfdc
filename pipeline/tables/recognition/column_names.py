"""Bring the name of a column to the phrase that the rules of columns have."""

import re

from pipeline.caches import cached_reader
from pipeline.text.fold import fold

CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
SIGNS = {"€": " EUR ", "£": " GBP ", "zł": " PLN ", "₹": " INR ", "¥": " JPY "}
"""Signs of currencies in names such as `Gehalt (€)`; a dollar may be of many countries."""


@cached_reader(4_096)
def phrase_of(name: str) -> str:
    """Return the folded words of a name: `jobTitle`, `Job Title` and `job_title` are one."""
    for sign, code in SIGNS.items():
        name = name.replace(sign, code)
    return fold(CAMEL.sub(" ", name)) or name.strip()
