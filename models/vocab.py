"""Vocabularies: the values that columns of the store and the CSV can have."""

from enum import StrEnum


class Level(StrEnum):
    """Seniority, lowest first. `lead` covers staff and principal."""

    INTERN = "intern"
    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"


class LevelFrom(StrEnum):
    """Where the level was found: the title, then the board's field, then years of experience."""

    TITLE = "title"
    BOARD = "board"
    EXPERIENCE = "experience"


class ExperienceLevel(StrEnum):
    """Seniority in the four codes of the ai-jobs.net survey: entry, mid, senior, executive."""

    EN = "EN"
    MI = "MI"
    SE = "SE"
    EX = "EX"


class EmploymentType(StrEnum):
    """Employment type."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    FREELANCE = "freelance"
    INTERNSHIP = "internship"


class Workplace(StrEnum):
    """Workplace: on site, hybrid or remote."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Relevance(StrEnum):
    """How closely the job is about AI, ML or data: core, adjacent or not at all."""

    CORE = "core"
    ADJACENT = "adjacent"
    NO = "no"


class Education(StrEnum):
    """Degree, lowest first. `none`: the posting says that no degree is needed.

    `associate` includes vocational training after school; `master` includes an engineer's diploma.
    """

    NONE = "none"
    HIGH_SCHOOL = "high_school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


class SkillGroup(StrEnum):
    """Groups of skills and tools in skills.csv, in the order they are shown."""

    LANGUAGE = "language"
    FRAMEWORK = "framework"
    CLOUD = "cloud"
    DATA = "data"
    MLOPS = "mlops"
    TOOL = "tool"
    METHOD = "method"
    SOFT = "soft"


class Period(StrEnum):
    """Pay period."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class PayKind(StrEnum):
    """Kind of pay: base pay, on-target earnings, or the whole package."""

    BASE = "base"
    OTE = "ote"
    TOTAL = "total"


class PayFact(StrEnum):
    """What a posting says about its pay beside the amount; docs/pay.md explains each.

    Reports keep `b2b`, `c2c`, `1099`, `umbrella`, `inside_ir35`, `outside_ir35`, `pro_rata`,
    `part_time` and `foreign_currency` apart. The last means that
    the pay is not in the currency of the posting's country. `per_2_week` and the like: the
    source stated the amount for that long.
    """

    VAT = "vat"
    B2B = "b2b"
    EMPLOYMENT = "employment"
    SUPER_INCLUDED = "super_included"
    PRO_RATA = "pro_rata"
    PART_TIME = "part_time"
    PAYE = "paye"
    UMBRELLA = "umbrella"
    INSIDE_IR35 = "inside_ir35"
    OUTSIDE_IR35 = "outside_ir35"
    W2 = "w2"
    C2C = "c2c"
    FORM_1099 = "1099"
    CTC = "ctc"
    PER_2_WEEK = "per_2_week"
    PER_4_WEEK = "per_4_week"
    PER_HALF_MONTH = "per_half_month"
    PER_2_MONTH = "per_2_month"
    PER_3_MONTH = "per_3_month"
    PER_4_MONTH = "per_4_month"
    PER_6_MONTH = "per_6_month"
    FOREIGN_CURRENCY = "foreign_currency"


class HeadlineBy(StrEnum):
    """How the headline was chosen among the base bands of a posting.

    `own_place`, `own_level`: it is the band of the posting's own place or level. `only`: there is
    no other. `middle`: nothing tells which band is the posting's, so the middle one counts.
    """

    OWN_PLACE = "own_place"
    OWN_LEVEL = "own_level"
    ONLY = "only"
    MIDDLE = "middle"


class Origin(StrEnum):
    """Part of the posting that a band was read from, the most trusted first."""

    STRUCTURED = "structured"
    TEXT = "text"
    TITLE = "title"
    DESCRIPTION = "description"
    ESTIMATE = "estimate"


class SalaryStatus(StrEnum):
    """Result of reading the pay. Statistics use only `ok`."""

    ABSENT = "absent"
    UNPARSED = "unparsed"
    OK = "ok"
    FLAGGED = "flagged"


class Flag(StrEnum):
    """Reasons to leave a band out of statistics."""

    PLACEHOLDER = "placeholder"
    INVERTED = "inverted"
    TOO_WIDE = "too_wide"
    BELOW_FLOOR = "below_floor"
    ABOVE_CEILING = "above_ceiling"
    SCALE_SUSPECT = "scale_suspect"
    PERIOD_MISMATCH = "period_mismatch"
    MIXED_CURRENCY = "mixed_currency"
    UNREAD_FIGURE = "unread_figure"
    ESTIMATE = "estimate"
    NOT_BASE = "not_base"


class PostingStatus(StrEnum):
    """Status of a posting; docs/lifecycle.md explains it."""

    OPEN = "open"
    CLOSED = "closed"
    EXPIRED = "expired"


class Reason(StrEnum):
    """Reason for a change of status."""

    SEEN = "seen"
    ABSENT = "absent"
    GONE = "gone"
    OWN_DATE = "own_date"


class Severity(StrEnum):
    """Severity of an issue for a reader of the figures."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class RunState(StrEnum):
    """State of a run, a source or a board. Healthy: complete and past all gates."""

    RUNNING = "running"
    COMPLETE = "complete"
    HEALTHY = "healthy"
    HELD = "held"
    PART = "part"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    EMPTY = "empty"
    FAILED = "failed"
    ABORTED = "aborted"
