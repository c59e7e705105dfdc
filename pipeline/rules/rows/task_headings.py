"""Rows of rules/pay/task_headings.csv: headings of sections in which money is seldom pay."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Country, Language, Text
from pipeline.rules.row import Doc, Row


@dataclass(frozen=True, slots=True)
class TaskHeading(Row):
    """A heading of a section about tasks, demands or the employer: money in it is seldom pay."""

    file: ClassVar = "pay/task_headings.csv"
    key: ClassVar = ("phrase", "language")

    phrase: Annotated[Text, Doc("The words with which the heading begins.")]
    language: Language
    example: Annotated[Text, Doc("A description with the heading.")]
    country: Country
    expect: Annotated[str, Doc("The pay that is read in it; empty for none.")]
