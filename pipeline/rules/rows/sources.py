"""Rows of rules/sources: challenge pages, and the tables of one source's file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pipeline.rules.cells import Text
from pipeline.rules.row import FILLED, REGEX, AtLeast, Choice, Doc, Row


class ChallengeUse(Choice):
    """Where the sign of a challenge page is."""

    TITLE = "title", "in the title of the page"
    LOGIN_TITLE = "login title", "in the title of a page with a password field"
    SMALL_PAGE = "small page", "in the source of a small page"


@dataclass(frozen=True, slots=True)
class Challenge(Row):
    """A sign of a challenge page: a captcha or a login page in place of the requested page."""

    file: ClassVar = "sources/challenges.csv"
    key: ClassVar = ("phrase", "use")
    ordered: ClassVar = True

    phrase: Text
    use: ChallengeUse
    example: Text


# What follows is in sources/NAME.toml. The first field of each class is NAME.


class Default(Choice):
    """Whether a run crawls a source that nobody named."""

    ON = "on", "crawled by default"
    OFF = "off", "crawled only if it is turned on by name"


class Lists(Choice):
    """What it means that a source no longer lists a posting."""

    ALL = "all", "absence means that the posting is closed"
    WINDOW = "window", "absence means nothing"


class Publish(Choice):
    """What may be published of a source's data, as far as its terms tell. No legal advice."""

    FIGURES = "figures", "figures made of many postings; for its rows, ask the source first"
    CREDIT = "credit", "figures and rows, with the attribution and a link to each posting"
    LICENCE = "licence", "what the agreement of your own key allows, and nothing else"


SELDOM = AtLeast(1, "so that no site is asked without end; `--force` crawls within the interval")


@dataclass(frozen=True, slots=True)
class Source:
    """One source: whether it is on by default and why, its terms of use, and what it lists."""

    source: str
    default: Default
    lists: Lists
    why: Annotated[Text, Doc("Why the source is on or off, a sentence.")]
    terms: Annotated[Text, Doc("The address of its terms of use.")]
    read_on: Annotated[
        str, Doc("The day on which they were read, 2026-10-09; empty while they are unread.")
    ]
    attribution: Annotated[str, Doc("The credit that its terms ask for; may be left out.")] = ""
    min_interval_hours: Annotated[
        int, Doc("The shortest time between two crawls, an hour or more."), SELDOM
    ] = 6
    absent_hours: Annotated[
        int,
        Doc("How far apart two runs that lack a posting close it; below 20 for a test site only."),
        AtLeast(0, "the hours between two runs that lack a posting and close it"),
    ] = 20
    title: Annotated[str, Doc("Its public name, as pages show it.")] = ""
    platform: Annotated[str, Doc("The platform, if it is crawled board by board.")] = ""
    publish: Annotated[Publish, Doc("What of its data may be published.")] = Publish.FIGURES
    searched: Annotated[bool, Doc("Whether a run's roles replace the words it is searched by.")] = (
        False
    )
    monthly: Annotated[
        bool, Doc("Whether an employer posts its open jobs there again each month, under new ids.")
    ] = False


class Measure(Choice):
    """What a gate measures. A share is of the source's postings."""

    POSTINGS = "postings", "how many postings were seen"
    PAY = "pay_share", "with pay"
    LOCATION = "location_share", "with a place"
    ROLE = "role_share", "with a role"
    COMPANY = "company_share", "with an employer"
    POSTED_ON = "posted_on_share", "with the day they were posted"
    USABLE = "usable_share", "of the records that could be used"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One gate, a table `[[expectations]]`.

    A value below the minimum holds the run; a value above the maximum is only a warning. A minimum
    of 0 declares that the field may be empty everywhere.
    """

    source: str
    measure: Measure
    minimum: Annotated[Decimal | None, Doc("A value below it holds the run.")]
    maximum: Annotated[Decimal | None, Doc("A value above it is a warning.")]
    why: Text


@dataclass(frozen=True, slots=True)
class RequisitionKey:
    """Where a source's record has the employer's number, a table `[[requisition_keys]]`."""

    source: str
    key: Annotated[Text, Doc("The key in the record; `source_key` for the key of the posting.")]
    example: Text


@dataclass(frozen=True, slots=True)
class ApplyPlatform:
    """How a platform's addresses name a job, a table `[[apply_addresses]]`."""

    platform: str
    pattern: Annotated[
        Annotated[str, FILLED, REGEX], Doc("A regular expression; its group is the id of the job.")
    ]
    example: Text
    expect: Text
