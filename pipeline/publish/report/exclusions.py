"""Why postings are not in the figures, in words and counts."""

from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY, Population

GROUPS = {
    "Left out": LEFT_OUT,
    "In tables of their own, or in none": KEPT_APART,
    "In the tables as jobs, without pay": NO_PAY,
}

Reasons = list[tuple[str, list[tuple[str, str, int]]]]


def exclusions(people: Population) -> Reasons:
    """Return each group of reasons, with those that jobs have: code, words, jobs."""
    counts = people.counts
    return [
        (heading, [(code, words[code], counts[code]) for code in words if counts[code]])
        for heading, words in GROUPS.items()
    ]
