"""Find the words of employment.csv in the board's own field, in a title, or in a short line."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from models.vocab import EmploymentType
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employment.share import share
from pipeline.rules.rows.requirements import EmploymentUse, EmploymentWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import TITLE, Found, Phrases, Title, Word, squeeze, tidy, words_of

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
CONTRACTS = frozenset({EmploymentType.CONTRACT, EmploymentType.FREELANCE})
USES = {
    "field": {*EmploymentUse} - {EmploymentUse.TITLE},
    "title": {*EmploymentUse} - {EmploymentUse.FIELD},
    "line": {EmploymentUse.BOTH, EmploymentUse.CLAUSE, EmploymentUse.AGENT, EmploymentUse.TITLE},
}
JOINING = frozenset({"or", "and", "ou", "oder", "o", "e", "lub"})
"""Words between two types that a posting leaves open: CLT ou PJ."""
NO_PHRASES = {EmploymentUse.BEFORE_AGENT, EmploymentUse.AFTER_AGENT}


@dataclass(frozen=True, slots=True)
class EmploymentReading:
    """An employment type or None, its words and its row. `known`: a rule knows some word."""

    value: EmploymentType | None
    text: str = ""
    known: bool = False
    rule: str = ""


NOT_STATED = EmploymentReading(None)


@cached_reader(65536)
def read_employment(text: str, where: str) -> EmploymentReading:
    """Return the employment type that a text states; `where` is field, title or line.

    A share of full time (`80%`, `0.6 FTE`) counts if no word does.
    """
    title = words_of(tidy(text.replace("_", " ")))
    found = EMPLOYMENT_WORDS[where].find(title)
    covered = {n for hit in found for n in range(hit.first, hit.last + 1)}
    hits = [hit for hit in found if _counts(hit, title, where, covered)]
    stated = {h.value.employment: h for h in reversed(hits) if h.value.employment}
    value = next((kind for kind in TELLING if kind in stated), None)
    if value is None:
        part, words = share(text, where)
        known = part is not None or bool(hits)
        return EmploymentReading(part, words, known, "the share of full time" if part else "")
    hit = stated[value]
    text = " ".join(word.text for word in title[hit.first : hit.last + 1])
    return EmploymentReading(value, text, known=True, rule=hit.value.source)


@cached_reader(65536)
def read_contract(text: str) -> EmploymentReading:
    """Return the contract that the text of a pay states; none where it offers employment, too.

    The words must be a part of the text of their own: `£500 a day, outside IR35`.
    """
    found = read_employment(text, "line")
    if found.value not in CONTRACTS:
        return NOT_STATED
    hits = EMPLOYMENT_WORDS["field"].find(words_of(tidy(text)))
    kinds = {hit.value.employment for hit in hits} - {None, *CONTRACTS}
    return NOT_STATED if kinds else found


def _counts(
    hit: Found[EmploymentWords], title: Title, where: str, covered: AbstractSet[int]
) -> bool:
    """Return whether words count where they stand; `covered` are the words of all hits.

    Some count in a title only in a clause of such words: `[C2C/W2]`. Those for a person
    (`contractor`) do not count in a title about such persons: Contractor Success Manager.
    """
    if where == "field":
        return True
    if where == "line" or hit.value.use is EmploymentUse.CLAUSE:
        return _is_clause(hit, title, covered)
    return hit.value.use is not EmploymentUse.AGENT or not _of_agents(hit, title)


def _is_clause(
    hit: Found[EmploymentWords], title: Sequence[Word], covered: AbstractSet[int]
) -> bool:
    clause = title[hit.first].clause
    return all(
        n in covered or word.text in JOINING
        for n, word in enumerate(title)
        if word.clause == clause
    )


def _of_agents(hit: Found[EmploymentWords], title: Title) -> bool:
    clause = title[hit.first].clause
    before = [w.key for w in title[: hit.first] if w.clause == clause][-1:]
    after = [w.key for w in title[hit.last + 1 : hit.last + 3] if w.clause == clause]
    beside = _beside(EmploymentUse.AFTER_AGENT)
    if after and (after[0] in beside or "".join(after) in beside):
        return True
    return bool(before) and before[0] in _beside(EmploymentUse.BEFORE_AGENT)


@cached_file
def _beside(use: EmploymentUse) -> frozenset[str]:
    return frozenset(squeeze(r.phrase) for r in read_rules(EmploymentWords) if r.use is use)


def _rows(uses: Collection[EmploymentUse]) -> Iterator[tuple[str, EmploymentWords]]:
    for row in read_rules(EmploymentWords):
        if row.use in uses:
            yield row.phrase, row


EMPLOYMENT_WORDS = {
    where: Phrases(partial(_rows, uses - NO_PHRASES), one_pass=TITLE)
    for where, uses in USES.items()
}
"""The phrases of employment.csv that count in a field, a title or a line."""
