"""Read a row of the ai-jobs.net salary data set.

Its columns and codes: https://github.com/foorilla/ai-jobs-net-salaries (CC0).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from models.vocab import EmploymentType, Level, Workplace
from pipeline.errors import InputError

Value = TypeVar("Value")

LEVELS = {"EN": Level.ENTRY, "MI": Level.MID, "SE": Level.SENIOR, "EX": Level.EXECUTIVE}
EMPLOYMENT = {
    "FT": EmploymentType.FULL_TIME,
    "PT": EmploymentType.PART_TIME,
    "CT": EmploymentType.CONTRACT,
    "FL": EmploymentType.FREELANCE,
}
WORKPLACES = {"0": Workplace.ONSITE, "50": Workplace.HYBRID, "100": Workplace.REMOTE}
SIZES = {"S": "S", "M": "M", "L": "L"}


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A row as the file has it, each cell read: one figure, which may be one end of a band."""

    work_year: int
    level: Level
    employment_type: EmploymentType
    title: str
    pay: Decimal
    currency: str
    usd: Decimal
    employee_country: str
    workplace: Workplace
    company_country: str
    company_size: str


def read_row(cells: Mapping[str, str], where: str) -> SurveyRow:
    """Return the row of these cells; raise InputError naming `where` and the column."""

    def read(column: str, reader: Callable[[str], Value]) -> Value:
        text = cells[column].strip()
        try:
            return reader(text)
        except (ArithmeticError, LookupError, ValueError) as error:
            raise InputError(f"{where}, {column}: {text!r} {error}") from None

    return SurveyRow(
        work_year=read("work_year", _year),
        level=read("experience_level", _word(LEVELS)),
        employment_type=read("employment_type", _word(EMPLOYMENT)),
        title=read("job_title", _text),
        pay=read("salary", _amount),
        currency=read("salary_currency", _code(3, "an ISO 4217 currency")),
        usd=read("salary_in_usd", _amount),
        employee_country=read("employee_residence", _code(2, "an ISO 3166 country")),
        workplace=read("remote_ratio", _word(WORKPLACES)),
        company_country=read("company_location", _code(2, "an ISO 3166 country")),
        company_size=read("company_size", _word(SIZES)),
    )


COLUMNS = (
    *("work_year", "experience_level", "employment_type", "job_title"),
    *("salary", "salary_currency", "salary_in_usd"),
    *("employee_residence", "remote_ratio", "company_location", "company_size"),
)


def _year(text: str) -> int:
    if re.fullmatch(r"20\d\d", text, re.ASCII):
        return int(text)
    raise ValueError("is no year of this century")


def _amount(text: str) -> Decimal:
    """Return an amount; the set has whole ones, below a trillion in any currency."""
    if re.fullmatch(r"\d{1,12}(\.\d{1,4})?", text, re.ASCII) and Decimal(text):
        return Decimal(text)
    raise ValueError("is no amount above zero")


def _text(text: str) -> str:
    if text:
        return text
    raise ValueError("is empty")


def _word(words: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text in words:
            return words[text]
        raise ValueError(f"is none of {', '.join(words)}")

    return read


def _code(length: int, kind: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if re.fullmatch(f"[A-Z]{{{length}}}", text):
            return text
        raise ValueError(f"is no code of {kind}")

    return read
