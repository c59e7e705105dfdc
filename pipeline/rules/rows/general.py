"""Rows of the files in rules/ itself: languages, personal data, duplicates."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pipeline.rules.cells import Language, Text
from pipeline.rules.row import FILLED, REGEX, Choice, Doc, Row, among


@dataclass(frozen=True, slots=True)
class CommonWords(Row):
    """A language and its most common words."""

    file: ClassVar = "language_words.csv"
    key: ClassVar = ("language",)

    language: Language
    words: Annotated[Text, Doc("The words, with spaces.")]
    example: Text


@dataclass(frozen=True, slots=True)
class Letter(Row):
    """A letter that Unicode does not decompose into a base letter and an accent."""

    file: ClassVar = "letters.csv"
    key: ClassVar = ("phrase",)

    phrase: Annotated[Text, Doc("The small letter.")]
    plain: Annotated[Text, Doc("The letters that are compared in its place.")]
    example: Text
    expect: Annotated[Text, Doc("The folded example.")]


class PersonalKind(Choice):
    """A kind of personal data."""

    EMAIL = "email", "an e-mail address"
    PHONE = "phone", "a phone number"
    NAME = "name", "the name of a person"


@dataclass(frozen=True, slots=True)
class Personal(Row):
    """A pattern of personal data. `expect` is the example with the data masked."""

    file: ClassVar = "personal.csv"
    key: ClassVar = ("kind", "pattern")
    ordered: ClassVar = True

    kind: PersonalKind
    pattern: Annotated[Annotated[str, FILLED, REGEX], Doc("A regular expression.")]
    example: Text
    expect: Text


@dataclass(frozen=True, slots=True)
class TownCode(Row):
    """A code for a town, in capitals, as titles have it: two titles that differ by it are equal."""

    file: ClassVar = "town_codes.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    town: Annotated[Text, Doc("The town, for the reader of this file.")]
    example: Text


@dataclass(frozen=True, slots=True)
class ShortWord(Row):
    """A word that titles abbreviate, to compare them: `ML Engineer`, `Machine Learning Engineer`.

    Phrases are in small letters.
    """

    file: ClassVar = "short_words.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    stands_for: Annotated[Text, Doc("The words in full, in small letters.")]
    example: Text


@dataclass(frozen=True, slots=True)
class NoticeWords(Row):
    """A language and its words of dates, small or vague numbers and notices of a repost.

    They say nothing of an opening. Words with fewer than five letters are not compared anyway.
    """

    file: ClassVar = "notice_words.csv"
    key: ClassVar = ("language",)

    language: Language
    words: Annotated[Text, Doc("The words in small letters, with spaces.")]
    example: Annotated[Text, Doc("A notice with no other words.")]


EMPLOYER = ("same", "like", "named", "other", "unknown")
TITLE = ("equal", "like", "role", "wider", "told", "anew", "other", "contrary")
LEVEL = ("same", "open", "unsaid", "differ")
PAY = ("equal", "near", "other", "currency", "unknown")
PLACE = ("same", "named", "other", "abroad", "unknown")
TEXT = (
    *("exact", "same", "begun", "held", "close", "rewritten", "retold", "some", "other"),
    *("little", "facts", "swapped", "rendered", "translated", "unknown"),
)
MIDDLE = ("framed", "same", "edited", "paraphrased", "other", "unknown")
BOARDS = ("again", "anew", "bare", "listed", "one", "two")


@dataclass(frozen=True, slots=True)
class SameJob(Row):
    """The words of a relation of two postings (empty: any), and whether it is the same job.

    The first row that holds decides. Where no row holds, the postings are not joined. The words
    are those of `pipeline.dedupe.compare.Relation`; several, with spaces, are alternatives.
    """

    file: ClassVar = "same_job.csv"
    key: ClassVar = ("rule",)
    ordered: ClassVar = True

    rule: Annotated[Text, Doc("The name of the rule.")]
    same: Annotated[bool, Doc("yes for one job, empty for two jobs.")]
    employer: Annotated[str, among(EMPLOYER, many=True), Doc("How their employers compare.")]
    title: Annotated[str, among(TITLE, many=True), Doc("How their titles compare.")]
    words: Annotated[
        Annotated[str, among(("few", "more"), many=True)],
        Doc("Whether both titles say more than a role."),
    ]
    level: Annotated[str, among(LEVEL, many=True), Doc("How their levels compare.")]
    pay: Annotated[str, among(PAY, many=True), Doc("How their pay compares.")]
    place: Annotated[str, among(PLACE, many=True), Doc("How their places compare.")]
    text: Annotated[str, among(TEXT, many=True), Doc("How their descriptions compare.")]
    middle: Annotated[
        str,
        among(MIDDLE, many=True),
        Doc("Whether a passage between their first and last common words is swapped."),
    ]
    days: Annotated[int | None, Doc("The most days when neither posting was open.")]
    boards: Annotated[
        str,
        among(BOARDS, many=True),
        Doc("Whether they are on one board; `listed` has to be named."),
    ]
    example: Text
    why: Text


@dataclass(frozen=True, slots=True)
class SamePoints(Row):
    """A fact on two postings with texts written anew, and its points for or against one job."""

    file: ClassVar = "same_job_points.csv"
    key: ClassVar = ("fact",)

    fact: Annotated[Text, Doc("The fact, as pipeline.dedupe.weighing names it.")]
    points: Annotated[int, Doc("Its points; below 0 they say two jobs. 8 are one job.")]
    example: Annotated[Text, Doc("Words of pipeline.dedupe.weighing.Evidence that have it.")]
    why: Text
