"""Rows of rules/requirements/skill_company.csv: words beside a form of many trades."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Text
from pipeline.rules.row import Doc, Refers, Row


@dataclass(frozen=True, slots=True)
class SkillCompany(Row):
    """A word of the trade of a skill: a form of the use `company` counts in a sentence with one.

    `You build pipelines in Spark` is not about CI/CD; `build pipelines in Jenkins` is.
    """

    file: ClassVar = "requirements/skill_company.csv"
    key: ClassVar = ("skill", "phrase")

    skill: Annotated[
        Annotated[Text, Refers("requirements/skills.csv", "skill")],
        Doc("The skill of whose trade the word is."),
    ]
    phrase: Text
    example: Text
