"""Why postings are not in the figures, in words and counts; why there may be no job at all."""

from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY, Population
from pipeline.figures.totals import totals
from pipeline.publish.counted import many
from pipeline.publish.open_period import OpenPeriod

GROUPS = {
    "Left out": LEFT_OUT,
    "In tables of their own, or in none": KEPT_APART,
    "In the tables as jobs, without pay": NO_PAY,
}
AS_OF = "`payband clean --as-of DAY` says when a table was collected"

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


def no_jobs_words(people: Population, period: OpenPeriod) -> tuple[str, ...]:
    """Return a sentence for each thing to know of a report without jobs or with undated postings.

    `period` is the one it is of.
    """
    return (*_empty(people, period), *_undated(people))


def _empty(people: Population, period: OpenPeriod) -> tuple[str, ...]:
    if len(people.salaried) or not people.total:
        return ()
    found = [
        f"{words[0].lower()}{words[1:]} {count or 0:,}"
        for _heading, reasons in exclusions(people)
        for _code, words, count in reasons
    ]
    days = f" (open {period.between})" if period.between else ""
    return (f"No job counts in this report{days}. Of its postings: {', '.join(found)}.",)


def _undated(people: Population) -> tuple[str, ...]:
    count = people.counts["undated"]
    if not count:
        return ()
    days = f"{many(count, 'posting')} without a day of posting or of a sighting"
    return (f"{days}: whether they were open is not known, so none counts. {AS_OF}.",)
