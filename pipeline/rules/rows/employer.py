"""Rows of rules/employer: industries, legal forms, and names that are none."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Language, Text
from pipeline.rules.row import Choice, Doc, Row, among

INDUSTRIES = (
    *("finance", "insurance", "healthcare", "pharma", "retail", "automotive", "aerospace"),
    *("defence", "energy", "education", "gaming", "media", "advertising", "telecom"),
    *("manufacturing", "semiconductors", "logistics", "travel", "real_estate", "food"),
    *("agriculture", "government", "nonprofit", "legal", "consulting", "staffing"),
    *("cybersecurity", "robotics"),
)


class IndustryUse(Choice):
    """Where words for an industry count: `says`, `name`, or with the heads of a language."""

    SAYS = "says", "in a description, about the employer itself"
    NAME = "name", "in the employer's name"
    EN = "en", "in a description with an English head: `insurance` in `insurance company`"
    DE = "de", "the same with a German head"
    FR = "fr", "the same with a French head"
    ES = "es", "the same with a Spanish head"
    PT = "pt", "the same with a Portuguese head"
    NL = "nl", "the same with a Dutch head"
    PL = "pl", "the same with a Polish head"


@dataclass(frozen=True, slots=True)
class IndustryWords(Row):
    """Words and the industry they mean. Words without an industry hide a misleading phrase."""

    file: ClassVar = "employer/industries.csv"
    key: ClassVar = ("phrase", "use")
    ordered: ClassVar = True

    industry: Annotated[
        Annotated[str, among(("", *INDUSTRIES))],
        Doc("The industry; empty for a misleading phrase: `bank account`."),
    ]
    phrase: Text
    use: IndustryUse
    example: Text


@dataclass(frozen=True, slots=True)
class IndustryHead(Row):
    """A word for an employer: `{} company`. The braces stand for its field."""

    file: ClassVar = "employer/industry_heads.csv"
    key: ClassVar = ("language", "phrase")

    language: Language
    phrase: Text
    example: Text


class FormUse(Choice):
    """Where a legal form stands."""

    BEFORE = "before", "before the name"
    AFTER = "after", "after the name"


@dataclass(frozen=True, slots=True)
class LegalForm(Row):
    """A legal form of an employer: `Acme GmbH`."""

    file: ClassVar = "employer/legal_forms.csv"
    key: ClassVar = ("phrase", "use")

    phrase: Text
    use: FormUse
    example: Text


@dataclass(frozen=True, slots=True)
class NoName(Row):
    """Words that a board uses if it does not name the employer."""

    file: ClassVar = "employer/no_names.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    example: Text


@dataclass(frozen=True, slots=True)
class BrandWord(Row):
    """A word after a brand that another board leaves out: `Acme Group`. It says little alone."""

    file: ClassVar = "employer/brand_words.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    example: Text


@dataclass(frozen=True, slots=True)
class Alias(Row):
    """Another name of an employer that its own name does not begin with."""

    file: ClassVar = "employer/aliases.csv"
    key: ClassVar = ("name",)

    name: Annotated[Text, Doc("The other name.")]
    alias_of: Annotated[Text, Doc("The name that stands for both.")]
