"""What a column of a table can mean."""

from enum import StrEnum


class Meaning(StrEnum):
    """What a column says about a posting. The first ones are the columns of RawPosting."""

    SOURCE = "source"
    SOURCE_KEY = "source_key"
    URL = "url"
    TITLE = "title"
    BOARD = "board"
    COMPANY = "company"
    LOCATION = "location"
    WORKPLACE = "workplace"
    EMPLOYMENT = "employment"
    LEVEL = "level"
    SALARY = "salary"
    SALARY_FIELDS = "salary_fields"
    POSTED = "posted"
    CLOSES = "closes"
    DESCRIPTION_HTML = "description_html"
    COUNTRY = "country"
    EXTRA = "extra"
    FETCHED_AT = "fetched_at"
    DESCRIPTION = "description"
    # These have no column of their own in RawPosting: several make one.
    SALARY_MIN = "salary_min"
    SALARY_MAX = "salary_max"
    SALARY_AMOUNT = "salary_amount"
    CURRENCY = "currency"
    PERIOD = "period"
    PAY_KIND = "pay_kind"
    PAY_ESTIMATE = "pay_estimate"
    CITY = "city"
    REGION = "region"
    REMOTE = "remote"
    REMOTE_RATIO = "remote_ratio"
    APPLY_URL = "apply_url"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    EXPERIENCE_MIN = "experience_min"
    EXPERIENCE_MAX = "experience_max"


WORDS = {
    Meaning.SOURCE: "source",
    Meaning.SOURCE_KEY: "id",
    Meaning.URL: "web address",
    Meaning.TITLE: "job title",
    Meaning.BOARD: "board of the employer",
    Meaning.COMPANY: "employer",
    Meaning.LOCATION: "place",
    Meaning.WORKPLACE: "workplace",
    Meaning.EMPLOYMENT: "employment type",
    Meaning.LEVEL: "level",
    Meaning.SALARY: "pay",
    Meaning.SALARY_FIELDS: "structured pay",
    Meaning.POSTED: "day of posting",
    Meaning.CLOSES: "last day to apply",
    Meaning.DESCRIPTION_HTML: "description in HTML",
    Meaning.COUNTRY: "country",
    Meaning.EXTRA: "other values",
    Meaning.FETCHED_AT: "time of collection",
    Meaning.DESCRIPTION: "description",
    Meaning.SALARY_MIN: "lower end of pay",
    Meaning.SALARY_MAX: "upper end of pay",
    Meaning.SALARY_AMOUNT: "amount of pay",
    Meaning.CURRENCY: "currency of pay",
    Meaning.PERIOD: "period of pay",
    Meaning.PAY_KIND: "kind of pay",
    Meaning.PAY_ESTIMATE: "whether pay is an estimate",
    Meaning.CITY: "city",
    Meaning.REGION: "region",
    Meaning.REMOTE: "whether remote",
    Meaning.REMOTE_RATIO: "share of remote work",
    Meaning.APPLY_URL: "web address to apply at",
    Meaning.SKILLS: "skills",
    Meaning.EXPERIENCE: "experience",
    Meaning.EXPERIENCE_MIN: "fewest years of experience",
    Meaning.EXPERIENCE_MAX: "most years of experience",
}
"""The meanings in words, as messages show them."""

AMOUNTS = frozenset({Meaning.SALARY_MIN, Meaning.SALARY_MAX, Meaning.SALARY_AMOUNT})
PAY = AMOUNTS | {Meaning.SALARY, Meaning.CURRENCY, Meaning.PERIOD}
"""Meanings in which a name may also state a currency, a period or thousands."""
