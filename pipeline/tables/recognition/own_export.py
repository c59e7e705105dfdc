"""What the columns of Payband's own export mean when a table of it is cleaned again."""

from collections.abc import Mapping, Sequence

from models.posting import JobPosting
from models.record import columns
from pipeline.rules.rows.tables import Meaning

EXPORTED = frozenset(column.name for column in columns(JobPosting))
"""The names of the columns that an export may have."""
FIRST_OF: Sequence[tuple[Meaning, Sequence[str]]] = (
    (Meaning.SOURCE, ("source",)),
    (Meaning.SOURCE_KEY, ("source_key", "posting_id")),
    (Meaning.URL, ("url",)),
    (Meaning.COMPANY, ("company",)),
    (Meaning.TITLE, ("title",)),
    (Meaning.LOCATION, ("location",)),
    (Meaning.CITY, ("city",)),
    (Meaning.REGION, ("region",)),
    (Meaning.COUNTRY, ("country",)),
    (Meaning.POSTED, ("posted_on",)),
    (Meaning.CLOSES, ("closes_on",)),
    (Meaning.FETCHED_AT, ("first_seen", "last_seen")),
)
"""The columns that are read anew, by their meaning; the first one that a table has counts."""
AMOUNTS = {
    Meaning.SALARY_MIN: "salary_min",
    Meaning.SALARY_MAX: "salary_max",
    Meaning.CURRENCY: "salary_currency",
    Meaning.PERIOD: "salary_period",
}
"""The columns of pay in an export without `salary_text`."""
PAY_TEXT = "salary_text"


def own_meanings(columns: Sequence[str]) -> dict[Meaning, str]:
    """Return the columns of an export that are read anew, by their meaning."""
    found = {
        meaning: next((name for name in names if name in columns), "")
        for meaning, names in FIRST_OF
    }
    pay: Mapping[Meaning, str] = {Meaning.SALARY: PAY_TEXT} if PAY_TEXT in columns else AMOUNTS
    return {m: name for m, name in {**found, **pay}.items() if name in columns}
