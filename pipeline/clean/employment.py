"""The kind of contract: from the board's own word for it, else from the title."""

from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocab import EmploymentType
from pipeline.clean.stage import Doubt, Evidence, Job, Reading
from pipeline.clean.words import Phrases, tidy, words
from pipeline.rules.rulebook import read_rules

# Of several words the most telling counts: "Full-time, Contract" is a contract, "Part-time
# internship" an internship, "Permanent, part-time" part-time.
TELLING = (
    EmploymentType.INTERNSHIP,
    EmploymentType.FREELANCE,
    EmploymentType.CONTRACT,
    EmploymentType.TEMPORARY,
    EmploymentType.PART_TIME,
    EmploymentType.FULL_TIME,
)


@dataclass(frozen=True, slots=True)
class EmploymentWords:
    """A row of employment.csv: words and the kind of contract they say; empty where none.

    `where` they count: in the board's own `field`, in the `title`, or `both`. The vocabulary
    has no word for a permanent contract as such: CDI and the like are full_time, unless
    part-time is said as well.
    """

    words: str
    employment: str
    where: str
    example: str


@dataclass(frozen=True, slots=True)
class EmploymentReading:
    """A kind of contract, or None; `known` where every rule's word was one that says none."""

    value: EmploymentType | None
    text: str = ""
    known: bool = False


def employment(job: Job) -> Reading:
    """Return employment_type; doubt `employment_unknown` where a word was given and not known."""
    for text, where in ((job.raw.employment, "field"), (job.texts.title, "title")):
        read = read_employment(text, where)
        if read.value is not None:
            found = Evidence("employment_type", read.text, f"employment.csv: {where}")
            return Reading({"employment_type": read.value}, evidence=(found,))
    given = job.raw.employment
    if not given.strip() or read_employment(given, "field").known:
        return Reading()
    return Reading(doubts=(Doubt("employment_unknown", "employment_type", given),))


@lru_cache(maxsize=65536)
def read_employment(text: str, where: str) -> EmploymentReading:
    """Return the kind of contract that a text says; `where` is field or title."""
    title = words(tidy(text.replace("_", " ")))
    hits = _phrases(where).find(title)
    said = {
        EmploymentType(hit.value): " ".join(w.text for w in title[hit.first : hit.last + 1])
        for hit in reversed(hits)
        if hit.value
    }
    value = next((kind for kind in TELLING if kind in said), None)
    return EmploymentReading(value, said[value] if value else "", bool(hits))


@cache
def _phrases(where: str) -> Phrases[str]:
    rows = read_rules("employment.csv", EmploymentWords)
    return Phrases((row.words, row.employment) for row in rows if row.where in (where, "both"))
