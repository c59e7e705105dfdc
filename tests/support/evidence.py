"""Rules as evidence names them."""

import re


def without_lines(rule):
    """Return a rule without the number of its row: `title/levels.csv: title`."""
    return re.sub(r"(\.csv):\d+", r"\1", rule)
