"""What to know of a report before its figures: no jobs, or days that nobody knows."""

from collections.abc import Iterator

from pipeline.publish.counted import inside, many
from pipeline.publish.open_period import open_period
from pipeline.publish.report.exclusions import exclusions
from pipeline.publish.report.salary_feed import Report

AS_OF = "\u201cpayband clean --as-of DAY\u201d says when a table was collected"
NO_JOB_FITS = "No job fits these words, so the report has no figures."


def notices(report: Report) -> tuple[str, ...]:
    """Return a sentence for each thing to know, for page, Markdown and console."""
    return (*_empty(report), *_undated(report), *_never_seen(report))


def _empty(report: Report) -> Iterator[str]:
    people = report.people
    if not people.total and report.filters:
        yield NO_JOB_FITS
    if len(people.salaried) or not people.total:
        return
    found = [
        f"{inside(words)} {count or 0:,}"
        for _heading, reasons in exclusions(people)
        for _code, words, count in reasons
    ]
    between = open_period(people, report.seen).between
    days = f" (open {between})" if between else ""
    yield f"No job counts in this report{days}. Of its postings: {', '.join(found)}."


def _undated(report: Report) -> Iterator[str]:
    if count := report.people.counts["undated"]:
        days = f"{many(count, 'posting')} without a day of posting or of a sighting"
        whole = "they were open is not known, so none counts"
        one = "it was open is not known, so it doesn\u2019t count"
        yield f"{days}: whether {one if count == 1 else whole}. {AS_OF}."


def _never_seen(report: Report) -> Iterator[str]:
    """Yield what a period does to postings without sightings; without a period all count."""
    if report.never_seen and open_period(report.people, report.seen).between:
        postings = many(report.people.total, "posting")
        was = "was" if report.never_seen == 1 else "were"
        yield (
            f"Nothing says when {report.never_seen:,} of {postings} {was} seen: such a job is "
            "open on its day of posting only, so one posted before the period is left out, though "
            f"it may have been open in it. {AS_OF}."
        )
