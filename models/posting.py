"""JobPosting: one cleaned posting. The fields are in the order of the exported columns."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.record import column, columns
from models.vocab import (
    Education,
    EmploymentType,
    ExperienceLevel,
    Flag,
    HeadlineBy,
    Level,
    LevelFrom,
    Origin,
    PayFact,
    PayKind,
    Period,
    PostingStatus,
    Relevance,
    SalaryStatus,
    Workplace,
)


@dataclass(slots=True, kw_only=True)
class JobPosting:
    """One cleaned posting. An unknown value is empty, never a default."""

    posting_id: str = column(
        "Id of the posting: 16 hex digits made from source and source_key. It never changes. No two"
        " rows of an export have the same one. In a cleaned table of yours, a row that comes again "
        "has the id of the first; rows with an empty `duplicate_of` have an id each.",
        key=True,
    )
    source: str = column("Name of the source, as in `payband sources`.")
    source_key: str = column("The source's own id of the posting.")
    url: str | None = column(
        "Web address of the posting. Empty if the source gives no http or https address.",
        default=None,
    )
    company: str | None = column("Name of the employer, cleaned.", default=None)
    title: str | None = column("Job title as posted, with broken text repaired.", default=None)
    title_short: str | None = column(
        "Title without level, place, pay, requisition number and advertising.", default=None
    )
    role: str | None = column("Role, one of those in roles.csv.", default=None)
    role_family: str | None = column(
        "Role family, the group that the role belongs to.", default=None
    )
    level: Level | None = column("Seniority level.", default=None)
    level_from: LevelFrom | None = column(
        "Where the level was found: title, board or years of experience.", default=None
    )
    experience_level: ExperienceLevel | None = column(
        "Seniority in the four codes of the ai-jobs.net salary survey.", default=None
    )
    ai_relevance: Relevance | None = column(
        "How closely the job is about AI, ML or data.", default=None
    )
    employment_type: EmploymentType | None = column(
        "Employment type, such as full time or contract.", default=None
    )
    workplace: Workplace | None = column("On site, hybrid or remote.", default=None)
    location: str | None = column("Place as posted, with broken text repaired.", default=None)
    city: str | None = column(
        "City. Several cities are joined by `; ` in the order posted.", default=None
    )
    region: str | None = column(
        "State or province, if stated. Several are joined by `; `.", default=None
    )
    country: str | None = column(
        "Country code, ISO 3166 alpha-2. Several are joined by `; `.", default=None
    )
    remote_from: str | None = column(
        "Countries or regions a remote worker may live in: ISO 3166 codes or names such as EMEA, "
        "joined by `; `.",
        default=None,
    )
    posted_on: date | None = column("Day the job was posted.", unit="UTC", default=None)
    closes_on: date | None = column(
        "Last day to apply, as stated in the posting.", unit="UTC", default=None
    )
    first_seen: datetime | None = column(
        "Time of the first run that saw the posting.", unit="UTC", default=None
    )
    last_seen: datetime | None = column(
        "Time of the last run that saw the posting.", unit="UTC", default=None
    )
    closed_on: date | None = column("Day a run found the posting closed.", unit="UTC", default=None)
    status: PostingStatus | None = column(
        "open, closed or expired; see docs/lifecycle.md.", default=None
    )
    repost_of: str | None = column(
        "posting_id of an earlier, closed posting of the same job at the same source.", default=None
    )
    salary_text: str | None = column("Text that the headline pay band was read from.", default=None)
    salary_min: Decimal | None = column(
        "Lower end of the pay range as stated. Empty if none is stated.",
        unit="currency per period",
        default=None,
    )
    salary_max: Decimal | None = column(
        "Upper end of the pay range as stated. Empty if none is stated.",
        unit="currency per period",
        default=None,
    )
    salary_currency: str | None = column("Currency of the pay, ISO 4217 code.", default=None)
    salary_period: Period | None = column(
        "Pay period: hour, day, week, month or year.", default=None
    )
    salary_kind: PayKind | None = column(
        "Kind of pay: base, total or on-target earnings.", default=None
    )
    salary_origin: Origin | None = column(
        "Part of the posting that the band was read from.", default=None
    )
    annual_min: Decimal | None = column(
        "Lower end of the range converted to one year (2080 hours, 260 days, 52 weeks, or "
        "12 months unless the posting states another number).",
        unit="currency per year",
        default=None,
    )
    annual_max: Decimal | None = column(
        "Upper end of the range converted to one year.", unit="currency per year", default=None
    )
    annual_min_usd: Decimal | None = column(
        "Lower end of the yearly range in US dollars, at the ECB reference rate of fx_date.",
        unit="USD per year",
        default=None,
    )
    annual_max_usd: Decimal | None = column(
        "Upper end of the yearly range in US dollars.", unit="USD per year", default=None
    )
    fx_date: date | None = column("Day of the exchange rate.", default=None)
    salary_status: SalaryStatus | None = column(
        "ok, flagged, unparsed or absent. Statistics use only `ok` rows.", default=None
    )
    flags: tuple[Flag, ...] = column("Reasons why the pay is flagged, joined by `; `.", default=())
    skills: tuple[str, ...] = column(
        "Skills and tools that the posting names (skills.csv), in alphabetical order, "
        "joined by `; `.",
        default=(),
    )
    education: Education | None = column("Lowest degree that the posting accepts.", default=None)
    education_required: bool | None = column(
        "True if the degree is required. False if it is preferred, if experience can replace it, "
        "or if no degree is needed.",
        default=None,
    )
    education_fields: tuple[str, ...] = column(
        "Fields of study named with the degree, joined by `; `.", default=()
    )
    experience_min: int | None = column(
        "Lower end of the years of experience in the most general requirement.",
        unit="years",
        default=None,
    )
    experience_max: int | None = column(
        "Upper end of the years of experience, if stated.", unit="years", default=None
    )
    industry: str | None = column(
        "Industry of the employer, one of those in industries.csv. Experimental: of the postings "
        "that state one, about half are read. Empty means nothing. An export has it only where "
        "`--columns` names it.",
        default=None,
    )
    language: str | None = column("Language of the posting, ISO 639-1 code.", default=None)
    duplicate_of: str | None = column(
        "posting_id of the first posting of the same job. Empty in the first posting itself. In a "
        "cleaned table of yours, a row that repeats the first posting has the id of it, too.",
        default=None,
    )
    rules_version: str | None = column(
        "Version of the code, of the rules and of added exchange rates that cleaned the posting.",
        default=None,
    )
    pay_of: str | None = column(
        "posting_id of the other posting of the same job that the pay comes from (`salary_text` to "
        "`flags`, `annual_mid` to `facts`). Empty if the pay is this posting's own.",
        default=None,
    )
    annual_mid: Decimal | None = column(
        "Middle of the headline range, converted to one year: the amount that figures use. Empty "
        "if one end is open.",
        unit="currency per year",
        default=None,
    )
    headline_by: HeadlineBy | None = column(
        "How the headline was chosen: own_place, own_level, only or middle.", default=None
    )
    bands: int | None = column(
        "Number of different pay bands of the headline's kind and currency where it was read.",
        default=None,
    )
    span_min: Decimal | None = column(
        "Lowest lower end of these bands, converted to one year.",
        unit="currency per year",
        default=None,
    )
    span_max: Decimal | None = column(
        "Highest upper end of these bands, converted to one year.",
        unit="currency per year",
        default=None,
    )
    net: bool | None = column(
        "True for net pay, false for gross pay, empty if not stated.", default=None
    )
    facts: tuple[PayFact, ...] = column(
        "Other facts about the headline that reports tell apart, such as b2b, pro_rata, part_time "
        "or foreign_currency, joined by `; `.",
        default=(),
    )
    department: str | None = column(
        "Department of the job as the board names it, without numbers of cost centres. Several "
        "are joined by `; `. Empty where the board has no such field; docs/skills.md says which "
        "have one.",
        default=None,
    )
    equity: str | None = column(
        "Shares in the employer, by the board's own field: a range such as `0.1% - 0.4%` or "
        "`USD 20000 - 40000`, `offered` or `none`. Empty where the board does not say.",
        default=None,
    )


PAY_COLUMNS = tuple(
    c.name
    for c in columns(JobPosting)
    if c.name.startswith(("salary_", "annual_", "span_"))
    or c.name in ("fx_date", "flags", "headline_by", "bands", "net", "facts")
)
"""The columns of a posting's pay."""
