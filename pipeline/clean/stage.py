"""What a stage of cleaning is: a function from a Job to a Reading.

A stage reads the raw posting and what earlier stages made of it, and says what it found.
It changes nothing and logs nothing: values, doubts and evidence all go into its Reading.
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
    """An issue before it knows its posting. `code` is one of rules/issues.csv."""

    code: str
    field: str
    raw_value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one stage found: values by JobPosting column, doubts, evidence and bands."""

    values: Mapping[str, Any] = field(default_factory=dict)
    doubts: tuple[IssueDraft, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    bands: tuple[SalaryBand, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """The posting's texts with their encoding repaired and, for the description, markup gone."""

    title: str = ""
    company: str = ""
    location: str = ""
    salary: str = ""
    description: str = ""


@dataclass(slots=True)
class Job:
    """One posting on its way through the stages."""

    raw: RawPosting
    texts: Texts
    values: dict[str, Any] = field(default_factory=dict)
    rates: Rates = SHIPPED


Stage = Callable[[Job], Reading]
