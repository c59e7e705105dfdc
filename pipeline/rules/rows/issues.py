"""The row of rules/issues.csv. It has a module, because commands that read pay import it alone."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import Severity
from pipeline.rules.cells import Text
from pipeline.rules.row import Doc, Row, among

FIELDS = (
    *("title", "url", "description", "role", "level", "employment_type", "workplace", "city"),
    *(
        "company",
        "country",
        "posted_on",
        "closes_on",
        "salary_min",
        "salary_currency",
        "salary_period",
    ),
    "annual_min_usd",
)


@dataclass(frozen=True, slots=True)
class IssueCode(Row):
    """One code of an issue: its severity, the column it usually concerns, and its meaning."""

    file: ClassVar = "issues.csv"
    key: ClassVar = ("code",)

    code: Annotated[Text, Doc("The code.")]
    severity: Severity
    field: Annotated[
        Annotated[str, among(FIELDS)], Doc("The column of a posting that it concerns.")
    ]
    meaning: Annotated[Text, Doc("A sentence for the readers of the figures.")]
