"""Why postings are not in the figures, in words and counts."""

from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY, Population
from pipeline.figures.totals import totals

GROUPS = {
    "Left out": LEFT_OUT,
    "In tables of their own, or in none": KEPT_APART,
    "In the tables as jobs, without pay": NO_PAY,
}
HIDDEN = ("without_pay", "Without usable pay", None)
Reasons = list[tuple[str, list[tuple[str, str, int | None]]]]


def exclusions(people: Population) -> Reasons:
    """Return each group of reasons, with those that jobs have: code, words, jobs.

    The jobs without pay are one line without a count where those with pay are too few to show:
    that line stands there if there are any or none.
    """
    found: Reasons = [
        (
            heading,
            [(code, words[code], people.counts[code]) for code in words if people.counts[code]],
        )
        for heading, words in GROUPS.items()
    ]
    return [*found[:-1], (found[-1][0], [HIDDEN])] if totals(people).label else found


def shown_reasons(people: Population) -> dict[str, int | None]:
    """Return the count of each reason; None where it would give away a count not shown."""
    hidden = NO_PAY if totals(people).label else {}
    return {code: None if code in hidden else count for code, count in people.counts.items()}
