"""The kind of contract: from the board's own word for it and from the title."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocab import EmploymentType
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Found, Phrases, Word, tidy, words

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

    `where` they count: in the board's own `field`, in the `title`, in `both`, or, beside the
    field, in a title where they are a `clause` of their own: "Data Engineer (B2B)" is a contract,
    "B2B Sales Analyst" is none. The vocabulary has no word for a permanent contract as such: CDI
    and the like are full_time, unless part-time is said as well.
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
    """Return employment_type; doubt `employment_unknown` where a word was given and not known.

    Of what field and title say, the most telling counts: `Full-time` for an intern is an
    internship.
    """
    given = job.raw.employment
    read = [(where, read_employment(text, where)) for text, where in _texts(job)]
    said = [(where, found) for where, found in read if found.value is not None]
    if said:
        where, found = min(said, key=lambda one: TELLING.index(one[1].value or TELLING[-1]))
        evidence = Evidence("employment_type", found.text, f"employment.csv: {where}")
        return Reading({"employment_type": found.value}, evidence=(evidence,))
    if not given.strip() or read[0][1].known:
        return Reading()
    return Reading(doubts=(IssueDraft("employment_unknown", "employment_type", given),))


def _texts(job: Job) -> tuple[tuple[str, str], ...]:
    return (job.raw.employment, "field"), (job.texts.title, "title")


@lru_cache(maxsize=65536)
def read_employment(text: str, where: str) -> EmploymentReading:
    """Return the kind of contract that a text says; `where` is field or title."""
    title = words(tidy(text.replace("_", " ")))
    hits = [h for h in employment_phrases(where).find(title) if _counts(h, title, where)]
    said = {
        EmploymentType(hit.value.employment): " ".join(
            w.text for w in title[hit.first : hit.last + 1]
        )
        for hit in reversed(hits)
        if hit.value.employment
    }
    value = next((kind for kind in TELLING if kind in said), None)
    return EmploymentReading(value, said[value] if value else "", bool(hits))


def _counts(hit: Found[EmploymentWords], title: Sequence[Word], where: str) -> bool:
    if where == "field" or hit.value.where != "clause":
        return True
    clause = title[hit.first].clause
    around = title[max(hit.first - 1, 0) : hit.last + 2]
    return sum(word.clause == clause for word in around) == hit.last - hit.first + 1


@cache
def employment_phrases(where: str) -> Phrases[EmploymentWords]:
    """Return the phrases of employment.csv that count in a field, or in a title."""
    counting = {where, "both", "clause"}
    rows = read_rules("employment.csv", EmploymentWords)
    return Phrases((row.words, row) for row in rows if row.where in counting)
