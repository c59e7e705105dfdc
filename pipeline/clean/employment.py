"""Stage: the employment type, from the board's own field and from the title."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.vocab import EmploymentType
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.rules.rows.requirements import EmploymentWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import TITLE, Found, Phrases, Word, tidy, words_of

# The order of precedence if there are several: "Full-time, Contract" is a contract, "Part-time
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
class EmploymentReading:
    """An employment type or None, its words and its row. `known`: a rule knows some word."""

    value: EmploymentType | None
    text: str = ""
    known: bool = False
    rule: str = ""


def employment(job: Job) -> Reading:
    """Return employment_type. Issue `employment_unknown` if no rule knows the board's word.

    If field and title differ, TELLING decides: `Full-time` for an intern is an internship.
    """
    given = job.raw.employment
    read = [(where, read_employment(text, where)) for text, where in _texts(job)]
    stated = [(where, found) for where, found in read if found.value is not None]
    if stated:
        where, found = min(stated, key=lambda pair: TELLING.index(pair[1].value or TELLING[-1]))
        evidence = Evidence("employment_type", found.text, f"{found.rule}: {where}")
        return Reading({"employment_type": found.value}, evidence=(evidence,))
    if not given.strip() or read[0][1].known:
        return Reading()
    return Reading(issues=(IssueDraft("employment_unknown", "employment_type", given),))


def _texts(job: Job) -> tuple[tuple[str, str], ...]:
    return (job.raw.employment, "field"), (job.texts.title, "title")


@cached_reader(65536)
def read_employment(text: str, where: str) -> EmploymentReading:
    """Return the employment type that a text states; `where` is field or title."""
    title = words_of(tidy(text.replace("_", " ")))
    hits = [h for h in employment_phrases(where).find(title) if _counts(h, title, where)]
    stated = {h.value.employment: h for h in reversed(hits) if h.value.employment}
    value = next((kind for kind in TELLING if kind in stated), None)
    if value is None:
        return EmploymentReading(None, known=bool(hits))
    hit = stated[value]
    text = " ".join(word.text for word in title[hit.first : hit.last + 1])
    return EmploymentReading(value, text, known=True, rule=hit.value.source)


def _counts(hit: Found[EmploymentWords], title: Sequence[Word], where: str) -> bool:
    if where == "field" or hit.value.use != "clause":
        return True
    clause = title[hit.first].clause
    around = title[max(hit.first - 1, 0) : hit.last + 2]
    return sum(word.clause == clause for word in around) == hit.last - hit.first + 1


@cached_file
def employment_phrases(where: str) -> Phrases[EmploymentWords]:
    """Return the phrases of employment.csv that count in a field, or in a title."""
    counting = {where, "both", "clause"}
    rows = read_rules(EmploymentWords)
    phrases = ((row.phrase, row) for row in rows if row.use in counting)
    return Phrases(phrases, one_pass=TITLE)
