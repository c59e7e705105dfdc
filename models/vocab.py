"""The words a cleaned posting may use. Their values are what stands in the store and the CSV."""

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
    """Where the level was read: the title first, then the board's own field, then stated years."""

    TITLE = "title"
    BOARD = "board"
    EXPERIENCE = "experience"


class ExperienceLevel(StrEnum):
    """The level in the four codes of the ai-jobs.net salary data: entry, mid, senior, executive."""

    EN = "EN"
    MI = "MI"
    SE = "SE"
    EX = "EX"


class EmploymentType(StrEnum):
    """How the job is contracted."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    FREELANCE = "freelance"
    INTERNSHIP = "internship"


class Workplace(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Relevance(StrEnum):
    """How far the job is about AI, ML or data: its core, beside it, or not at all."""

    CORE = "core"
    ADJACENT = "adjacent"
    NO = "no"


class Education(StrEnum):
    """The degree asked for, lowest first. `none`: the posting says that none is needed.

    `associate` stands for vocational training after school, `master` for an engineer's diploma.
    """

    NONE = "none"
    HIGH_SCHOOL = "high_school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


class SkillGroup(StrEnum):
    """What kind of skill or tool: the groups of skills.csv, in the order they are shown."""

    LANGUAGE = "language"
    FRAMEWORK = "framework"
    CLOUD = "cloud"
    DATA = "data"
    MLOPS = "mlops"
    TOOL = "tool"
    METHOD = "method"
    SOFT = "soft"


class Period(StrEnum):
    """The time one stated amount pays for."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class PayKind(StrEnum):
    """What an amount covers: base pay, on-target earnings, or the whole package."""

    BASE = "base"
    OTE = "ote"
    TOTAL = "total"


class Origin(StrEnum):
    """Where a band was read, the most trusted first."""

    STRUCTURED = "structured"
    TEXT = "text"
    DESCRIPTION = "description"
    ESTIMATE = "estimate"


class SalaryStatus(StrEnum):
    """What came of reading the pay. Only `ok` enters a statistic."""

    ABSENT = "absent"
    UNPARSED = "unparsed"
    OK = "ok"
    FLAGGED = "flagged"


class Flag(StrEnum):
    """Why a band is kept out of statistics."""

    PLACEHOLDER = "placeholder"
    INVERTED = "inverted"
    TOO_WIDE = "too_wide"
    BELOW_FLOOR = "below_floor"
    ABOVE_CEILING = "above_ceiling"
    SCALE_SUSPECT = "scale_suspect"
    PERIOD_MISMATCH = "period_mismatch"
    MIXED_CURRENCY = "mixed_currency"
    ESTIMATE = "estimate"
    NOT_BASE = "not_base"


class PostingStatus(StrEnum):
    """Where a posting stands in its life."""

    OPEN = "open"
    CLOSED = "closed"
    EXPIRED = "expired"


class Reason(StrEnum):
    """Why a posting came to be open, closed or expired."""

    SEEN = "seen"
    ABSENT = "absent"
    GONE = "gone"
    OWN_DATE = "own_date"


class Severity(StrEnum):
    """How much an issue matters to a reader of the figures."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class RunState(StrEnum):
    """How far a run, or one source or board of it, came. Healthy: complete, and past all gates.

    Part: only a part of the source was asked for, so that what it lacked says nothing.
    """

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
