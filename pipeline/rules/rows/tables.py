"""Rows of rules/tables: names of columns, words in them, missing values, known shapes."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import Period
from pipeline.rules.cells import Text
from pipeline.rules.row import Choice, Doc, Row, among


class Meaning(Choice):
    """What a column of a table says about a posting."""

    # the columns of RawPosting
    SOURCE = "source", "source"
    SOURCE_KEY = "source_key", "id"
    URL = "url", "web address"
    TITLE = "title", "job title"
    BOARD = "board", "board of the employer"
    COMPANY = "company", "employer"
    LOCATION = "location", "place"
    WORKPLACE = "workplace", "workplace"
    EMPLOYMENT = "employment", "employment type"
    LEVEL = "level", "level"
    SALARY = "salary", "pay"
    SALARY_FIELDS = "salary_fields", "structured pay"
    POSTED = "posted", "day of posting"
    CLOSES = "closes", "last day to apply"
    DESCRIPTION_HTML = "description_html", "description in HTML"
    COUNTRY = "country", "country"
    EXTRA = "extra", "other values"
    FETCHED_AT = "fetched_at", "time of collection"
    DESCRIPTION = "description", "description"
    # parts: several of these make one column of RawPosting
    SALARY_MIN = "salary_min", "lower end of pay"
    SALARY_MAX = "salary_max", "upper end of pay"
    SALARY_AMOUNT = "salary_amount", "amount of pay"
    CURRENCY = "currency", "currency of pay"
    PERIOD = "period", "period of pay"
    PAY_KIND = "pay_kind", "kind of pay"
    PAY_ESTIMATE = "pay_estimate", "whether pay is an estimate"
    CITY = "city", "city"
    REGION = "region", "region"
    EMPLOYER_COUNTRY = "employer_country", "country of the employer"
    REMOTE = "remote", "whether remote"
    REMOTE_RATIO = "remote_ratio", "share of remote work"
    APPLY_URL = "apply_url", "web address to apply at"
    SKILLS = "skills", "skills"
    EXPERIENCE = "experience", "experience"
    EXPERIENCE_MIN = "experience_min", "fewest years of experience"
    EXPERIENCE_MAX = "experience_max", "most years of experience"
    DEPARTMENT = "department", "department of the job"
    EQUITY = "equity", "shares in the employer"


@dataclass(frozen=True, slots=True)
class ColumnRule(Row):
    """A name of a column, and what the column says. Of several columns the earliest row wins."""

    file: ClassVar = "tables/table_columns.csv"
    key: ClassVar = ("phrase",)
    ordered: ClassVar = True

    phrase: Annotated[Text, Doc("The words of the name, in small letters without accents.")]
    use: Meaning
    period: Annotated[
        Annotated[str, among(("", *Period))], Doc("The time that a pay column pays for.")
    ]
    check: Annotated[bool, Doc("yes if the values must fit, too: the name has other meanings.")]
    example: Text


class WordUse(Choice):
    """What a word of a column's name, or of a cell, states."""

    SCALE = "scale", "in a name: amounts are in units of `value`"
    ORIGINAL = "original", "in a name: amounts are as stated, not converted"
    FILLER = "filler", "in a name: it states nothing"
    PERIOD = "period", "in a name: the amounts pay for a `value`"
    OTHER = "other", "in a name: the values tell nothing of what is sought by values"
    TRUE = "true", "as a cell: yes"
    FALSE = "false", "as a cell: no"


@dataclass(frozen=True, slots=True)
class WordRule(Row):
    """A word of the name of a pay column, or a cell that says yes or no."""

    file: ClassVar = "tables/table_words.csv"
    key: ClassVar = ("phrase", "use")

    phrase: Text
    use: WordUse
    value: Annotated[str, Doc("The scale or the period; empty for the others.")]
    example: Text


class MissingUse(Choice):
    """Where a text means that a value is missing."""

    ANY = "any", "as a whole cell"
    PART = "part", "as a whole cell, or as one part of a place"


@dataclass(frozen=True, slots=True)
class MissingRule(Row):
    """A text that means that there is no value."""

    file: ClassVar = "tables/missing_values.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    use: MissingUse
    example: Text
    expect: Annotated[str, Doc("What is left of the example.")]


@dataclass(frozen=True, slots=True)
class ShapeRule(Row):
    """A known kind of table."""

    file: ClassVar = "tables/table_shapes.csv"
    key: ClassVar = ("shape",)

    shape: Annotated[Text, Doc("The name to show.")]
    columns: Annotated[Text, Doc("Columns that only such a table has, separated by `; `.")]
