"""From bands to a reading: the headline, the status, and what is in doubt."""

from collections.abc import Iterator

from models.vocab import SalaryStatus
from pipeline.pay.band import NOTHING, Band, PayDoubt, PayReading
from pipeline.pay.currency import countries
from pipeline.pay.headline import choose_headline

_LONGEST_QUOTE = 200


def conclude(bands: tuple[Band, ...], country: str | None, unread: str = "") -> PayReading:
    """Return the reading of bands in the order found.

    `country` (ISO 3166 alpha-2) prefers its own currency for the headline; `unread` is the text
    in which figures were left over, empty where none were.
    """
    home = countries().get(country or "")
    headline = choose_headline(bands, home.currency if home else None)
    if headline is not None:
        band = bands[headline]
        status = SalaryStatus.FLAGGED if band.flags else SalaryStatus.OK
        return PayReading(bands, status, headline, tuple(_doubts(band)))
    if not unread:
        return NOTHING
    doubt = PayDoubt("pay_unparsed", "salary_min", unread.strip()[:_LONGEST_QUOTE])
    return PayReading(status=SalaryStatus.UNPARSED, doubts=(doubt,))


def _doubts(band: Band) -> Iterator[PayDoubt]:
    for field, missing, inferred in (
        ("currency", band.currency is None, band.currency_inferred),
        ("period", band.period is None, band.period_inferred),
    ):
        if missing or inferred:
            code = f"{field}_{'unknown' if missing else 'inferred'}"
            yield PayDoubt(code, f"salary_{field}", band.evidence)
    if band.flags:
        yield PayDoubt("pay_flagged", "salary_min", band.evidence, "; ".join(band.reasons))
