"""Rows of rules/pay/other_jobs.csv: words that tell adverts of other jobs from this one."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Country, Language, Text
from pipeline.rules.row import Choice, Doc, Row


class OtherJobRole(Choice):
    """What a word does where a posting speaks of jobs."""

    VACANCY = "vacancy", "a noun for a job on offer or its advert: `vacancy`, `Stelle`"
    VACANCIES = "vacancies", "names several jobs: heads other adverts if cards of jobs follow"
    OTHER = "other", "with a vacancy beside it, begins an advert of other jobs: `similar`"
    HIRE = "hire", "a verb of looking for people"
    ALSO = "also", "with a verb of looking for people beside it, begins an advert of other jobs"
    LEAD = "lead", "begins an advert of other jobs by itself: `you may also like`"
    TOO = "too", "with a verb of viewing beside it, heads other adverts"
    VIEW = "view", "a verb of viewing adverts: `others also viewed`"
    INTEREST = (
        "interest",
        "with a vacancy or `too` beside it, heads other adverts: `may like`, `latest`",
    )
    COMPARE = "compare", "right beside such a beginning, says that it is none: `unlike`"
    THIS = "this", "with a vacancy beside it, points at this job: `this`, `advertised`"
    OWN = "own", "points at this job or its applicant by itself: `described above`, `you`"
    PAY = "pay", "a name of pay: `salary`, `Gehalt`"
    UNSTATED = "unstated", "says of the pay that the text does not give it: `will be agreed`"
    UNPAID = "unpaid", "with a vacancy beside it, says that this job has no pay: `voluntary`"
    EXACT = "exact", "says that the text gives the pay, but not to the unit: `exact`"


class OtherJobUse(Choice):
    """Where a word of the roles `other`, `this` and `compare` stands."""

    BEFORE = "before", "before the other word: `other jobs`"
    AFTER = "after", "after it: `postes similaires`"
    BOTH = "both", "before or after it"


BESIDE = (OtherJobRole.OTHER, OtherJobRole.THIS, OtherJobRole.COMPARE)


@dataclass(frozen=True, slots=True)
class OtherJobWord(Row):
    """A word of an advert of other jobs. The pay in such an advert is not this job's."""

    file: ClassVar = "pay/other_jobs.csv"
    key: ClassVar = ("role", "phrase", "language")

    role: Annotated[OtherJobRole, Doc("What the word does.")]
    phrase: Annotated[Text, Doc("The word; a `*` allows any ending, or any beginning.")]
    use: OtherJobUse | None
    language: Language
    example: Annotated[Text, Doc("A description in which the word counts.")]
    country: Country
    expect: Annotated[str, Doc("The pay that is read in it; empty for none.")]

    def contradiction(self) -> tuple[str, str] | None:
        """Return the use if the role needs one and has none, or has one and needs none."""
        if (self.use is not None) == (self.role in BESIDE):
            return None
        return "use", f"only the roles {', '.join(BESIDE)} have a use, and they need one"
