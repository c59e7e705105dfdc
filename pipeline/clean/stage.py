"""The types of a cleaning stage, which is a function from a Job to a Reading.

A stage reads the raw posting and the values of earlier stages. It changes nothing and logs
nothing: values, issues and evidence all go into its Reading.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.band import SalaryBand
from models.raw import RawPosting
from pipeline.fx.rates import SHIPPED, Rates


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the text it was read from, and the rule that read it."""

    field: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """An issue without its posting. `code` is a code of issues.csv, `field` the column."""

    code: str
    field: str
    raw_value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of one stage: values by JobPosting column, issues (`issues`), evidence, bands."""

    values: Mapping[str, Any] = field(default_factory=dict)
    issues: tuple[IssueDraft, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    bands: tuple[SalaryBand, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """The repaired texts of a posting. The description is plain text, without HTML."""

    title: str = ""
    company: str = ""
    location: str = ""
    salary: str = ""
    description: str = ""


@dataclass(slots=True)
class Job:
    """One posting during cleaning. `values` holds the columns that earlier stages returned."""

    raw: RawPosting
    texts: Texts
    values: dict[str, Any] = field(default_factory=dict)
    rates: Rates = SHIPPED


Stage = Callable[[Job], Reading]
