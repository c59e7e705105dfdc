"""JobPosting: what we say of a posting. Its order is the order of the exported columns."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.record import column
from models.vocab import (
    Education,
    EmploymentType,
    ExperienceLevel,
    Flag,
    Level,
    LevelFrom,
    Origin,
    PayKind,
    Period,
    PostingStatus,
    Relevance,
    SalaryStatus,
    Workplace,
)


@dataclass(slots=True, kw_only=True)
class JobPosting:
    """One cleaned posting. Unknown is empty, never a default."""

    posting_id: str = column(
        "16 hex digits, from source and source_key: stable anywhere.", key=True
    )
    source: str = column("Where it was collected.")
    source_key: str = column("The source's own id.")
    url: str | None = column(
        "Where a reader finds it: an http or https address, else empty.", default=None
    )
    company: str | None = column("The employer's name, tidied.", default=None)
    title: str | None = column("The title as posted, its text repaired.", default=None)
    title_short: str | None = column(
        "The title without level, place, pay, requisition number and advertising.", default=None
    )
    role: str | None = column("What the job is: one of the roles in roles.csv.", default=None)
    role_family: str | None = column("The family the role belongs to.", default=None)
    level: Level | None = column("Seniority.", default=None)
    level_from: LevelFrom | None = column("Where the level was read.", default=None)
    experience_level: ExperienceLevel | None = column(
        "The level in the four codes of the ai-jobs.net salary data.", default=None
    )
    ai_relevance: Relevance | None = column("How far it is about AI, ML or data.", default=None)
    employment_type: EmploymentType | None = column("How it is contracted.", default=None)
    workplace: Workplace | None = column("Where the work is done.", default=None)
    location: str | None = column("The place as posted, its text repaired.", default=None)
    city: str | None = column("City; several joined by `; ` in the order given.", default=None)
    region: str | None = column("State or province, where stated; joined likewise.", default=None)
    country: str | None = column("ISO 3166 alpha-2; joined likewise.", default=None)
    remote_from: str | None = column(
        "Where a remote job may be done from: ISO 3166 codes and scopes (EMEA), joined by `; `.",
        default=None,
    )
    posted_on: date | None = column("Day it was posted.", unit="UTC", default=None)
    closes_on: date | None = column("Day it closes by its own word.", unit="UTC", default=None)
    first_seen: datetime | None = column("When a run first saw it.", unit="UTC", default=None)
    last_seen: datetime | None = column("When a run last saw it.", unit="UTC", default=None)
    closed_on: date | None = column("Day it was found closed.", unit="UTC", default=None)
    status: PostingStatus | None = column("Where it stands in its life.", default=None)
    repost_of: str | None = column(
        "The closed posting of the same source that it repeats under another id.", default=None
    )
    salary_text: str | None = column("The text the headline band was read from.", default=None)
    salary_min: Decimal | None = column(
        "Lower end as stated; empty where open.", unit="currency per period", default=None
    )
    salary_max: Decimal | None = column(
        "Upper end as stated; empty where open.", unit="currency per period", default=None
    )
    salary_currency: str | None = column("ISO 4217 code.", default=None)
    salary_period: Period | None = column("The time the amounts pay for.", default=None)
    salary_kind: PayKind | None = column("What the amounts cover.", default=None)
    salary_origin: Origin | None = column("Where the band was read.", default=None)
    annual_min: Decimal | None = column(
        "Lower end a year (2080 h, 260 d, 52 w, 12 months or as many as stated).",
        unit="currency per year",
        default=None,
    )
    annual_max: Decimal | None = column(
        "Upper end a year, likewise.", unit="currency per year", default=None
    )
    annual_min_usd: Decimal | None = column(
        "Lower end a year at the ECB's reference rate of fx_date.",
        unit="USD per year",
        default=None,
    )
    annual_max_usd: Decimal | None = column(
        "Upper end a year, likewise.", unit="USD per year", default=None
    )
    fx_date: date | None = column("The day of the exchange rate used.", default=None)
    salary_status: SalaryStatus | None = column(
        "Only `ok` enters a statistic; `flagged` is kept and left out.", default=None
    )
    flags: tuple[Flag, ...] = column("Why the pay was flagged, joined by `; `.", default=())
    skills: tuple[str, ...] = column(
        "Skills and tools named (skills.csv), in alphabetical order, joined by `; `.", default=()
    )
    education: Education | None = column("The lowest degree that will do.", default=None)
    education_required: bool | None = column(
        "Whether nothing else will do: false where the degree is only preferred, experience may "
        "stand for it, or none is needed.",
        default=None,
    )
    education_fields: tuple[str, ...] = column(
        "Fields of study named with it, joined by `; `.", default=()
    )
    experience_min: int | None = column(
        "Years of experience asked for: the most general requirement, its lower end.",
        unit="years",
        default=None,
    )
    experience_max: int | None = column("Its upper end, where stated.", unit="years", default=None)
    industry: str | None = column(
        "The employer's industry, where the posting says it: one of industries.csv.", default=None
    )
    language: str | None = column("Language of the posting, ISO 639-1.", default=None)
    duplicate_of: str | None = column(
        "posting_id of the first posting of the same job; empty where this is it.", default=None
    )
    rules_version: str | None = column(
        "Which version read it: the code's, the rules', and that of added exchange rates.",
        default=None,
    )
    pay_of: str | None = column(
        "posting_id of the posting of the same job whose pay this row has, from `salary_text` to "
        "`flags`, where its own can't be counted; empty where it is its own.",
        default=None,
    )


@dataclass(slots=True, kw_only=True)
class SalaryBand:
    """One band a posting states: by zone, level, kind, currency and period."""

    posting_id: str = column("The posting it belongs to.", key=True)
    n: int = column("Its place among the posting's bands, from 0.", key=True)
    headline: bool = column(
        "Whether the posting's own salary columns are this band.", default=False
    )
    label: str | None = column("Zone, tier or level it is for, as found.", default=None)
    min: Decimal | None = column(
        "Lower end as stated; empty where open.", unit="currency per period", default=None
    )
    max: Decimal | None = column(
        "Upper end as stated; empty where open.", unit="currency per period", default=None
    )
    currency: str | None = column("ISO 4217 code.", default=None)
    currency_inferred: bool = column(
        "The currency was taken from country or source.", default=False
    )
    period: Period | None = column("The time the amounts pay for.", default=None)
    period_inferred: bool = column("The period was not stated.", default=False)
    kind: PayKind = column("What the amounts cover.", default=PayKind.BASE)
    origin: Origin = column("Where it was read.", default=Origin.TEXT)
    evidence: str | None = column("The text it was read from.", default=None)
    months: Decimal | None = column("Months paid a year, where stated (13, 14.5).", default=None)
    net: bool | None = column("True net, false gross, empty not said.", default=None)
    facts: tuple[str, ...] = column(
        "What else was said of it (b2b, super_included, pro_rata), joined by `; `.", default=()
    )
    annual_min: Decimal | None = column("Lower end a year.", unit="currency per year", default=None)
    annual_max: Decimal | None = column("Upper end a year.", unit="currency per year", default=None)
    flags: tuple[Flag, ...] = column("Why it is not trusted, joined by `; `.", default=())


@dataclass(slots=True, kw_only=True)
class Issue:
    """One doubt about one posting. Every doubt is a coded record; stages do not log."""

    posting_id: str = column("The posting in doubt.", key=True)
    n: int = column("Its place among the posting's issues, from 0.", key=True)
    run_id: str | None = column("The run whose posting raised it.", default=None)
    code: str = column("What is in doubt: one of the codes in issues.csv.")
    severity: str = column("How much it matters: info, warning or error.")
    field: str = column("The column in doubt.")
    raw_value: str | None = column("The value as found.", default=None)
    detail: str | None = column("What to know about this case.", default=None)


@dataclass(slots=True, kw_only=True)
class PostingLife:
    """The part of a posting that moves every day: kept narrow, so that seeing it again is cheap."""

    posting_id: str = column("The posting.", key=True)
    first_seen: datetime = column("When a run first saw it.", unit="UTC")
    last_seen: datetime = column("When a run last saw it.", unit="UTC")
    content_hash: str = column("SHA-256 of all that was seen then, but for fetched_at.")
    purged_at: datetime | None = column(
        "Before when it was last seen, where its body was purged; it comes back when it is seen.",
        unit="UTC",
        default=None,
    )
    closed_on: date | None = column("Day it was found closed.", unit="UTC", default=None)
    status: PostingStatus = column("Where it stands in its life.", default=PostingStatus.OPEN)
    status_at: datetime = column("Since when its status is what it is.", unit="UTC")
    turns: int = column("How often its status was set: its rows in `sighting`.", default=1)
    absent_since: datetime | None = column(
        "The first healthy run that lacked it since it was last seen.", unit="UTC", default=None
    )
    gone_at: datetime | None = column(
        "When its own page last answered 404 or 410.", unit="UTC", default=None
    )
    repost_of: str | None = column(
        "The closed posting of the same source that it repeats under another id.", default=None
    )
