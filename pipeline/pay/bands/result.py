"""Turn bands into a reading: choose the headline, the status and the issues."""

from collections.abc import Iterator
from dataclasses import replace

from models.vocab import SalaryStatus
from pipeline.pay.bands.headline import Headline, Own, choose_headline
from pipeline.pay.reference.band import NOTHING, Band, PayIssue, PayReading
from pipeline.pay.reference.currency import countries

_LONGEST_QUOTE = 200
# issues that follow from which band is the headline
_OF_HEADLINE = frozenset(
    {"currency_inferred", "currency_unknown", "period_inferred", "period_unknown", "pay_flagged"}
    | {"several_bands"}
)


def result_of(
    bands: tuple[Band, ...], country: str | None, unread: str = "", own: Own | None = None
) -> PayReading:
    """Return the reading for `bands`, which are in the order found.

    The headline is preferably in the currency of `country` (ISO 3166 alpha-2). `unread` is the
    text in which figures were left over, or "". `own` are the bands of the posting's own place
    or level.
    """
    home = countries().get(country or "")
    headline = choose_headline(bands, home.currency if home else None, own)
    if headline is not None:
        band = bands[headline.at]
        status = SalaryStatus.FLAGGED if band.flags else SalaryStatus.OK
        issues = (*_issues(band), *_several(band, headline))
        return PayReading(bands, status, headline.at, issues, headline.among, headline.by)
    if not unread:
        return NOTHING
    issue = PayIssue("pay_unparsed", "salary_min", unread.strip()[:_LONGEST_QUOTE])
    return PayReading(status=SalaryStatus.UNPARSED, issues=(issue,))


def with_own(reading: PayReading, country: str | None, own: Own) -> PayReading:
    """Return a reading with the headline that the posting's own place or level gives."""
    chosen = result_of(reading.bands, country, own=own)
    told = {issue.code for issue in chosen.issues}
    rest = [issue for issue in reading.issues if issue.code not in (told | _OF_HEADLINE)]
    return replace(chosen, issues=(*chosen.issues, *rest))


def _several(band: Band, headline: Headline) -> Iterator[PayIssue]:
    if len(headline.among) > 1:
        why = f"one of {len(headline.among)} bands, chosen by {headline.by}"
        yield PayIssue("several_bands", "salary_min", band.evidence, why)


def _issues(band: Band) -> Iterator[PayIssue]:
    for field, missing, inferred in (
        ("currency", band.currency is None, band.currency_inferred),
        ("period", band.period is None, band.period_inferred),
    ):
        if missing or inferred:
            code = f"{field}_{'unknown' if missing else 'inferred'}"
            yield PayIssue(code, f"salary_{field}", band.evidence)
    if band.flags:
        yield PayIssue("pay_flagged", "salary_min", band.evidence, "; ".join(band.reasons))
