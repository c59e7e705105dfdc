"""Read the level from a title: its words, grades and programmes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.vocab import Level
from pipeline.caches import cached_reader
from pipeline.clean.title.concepts import signs
from pipeline.clean.title.title_words import title_words
from pipeline.rules.rows.title import LevelWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import TITLE, YEAR, Found, Phrases, Word

OF = "of"
LADDER = tuple(Level)
RUNGS = {level: rung for rung, level in enumerate(LADDER)}
LEADING = RUNGS[Level.MANAGER]
# units: digits before them count something and are not a grade
COUNTED = frozenset({"years", "year", "yrs", "yr", "jahre", "ans", "anos", "anni", "nam"}) | {
    "months", "month", "days", "day", "hours", "h", "x",
}  # fmt: skip


GROUPS = frozenset({"group", "team", "division", "department", "dept", "unit", "squad", "tribe"})
JUNIOR = frozenset({"junior", "jr"})


@dataclass(frozen=True, slots=True)
class LevelReading:
    """A level or None, the words it was read from, and the row that knows them."""

    level: Level | None
    text: str = ""
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Hit:
    level: Level
    how: str
    word: Word
    text: str
    rule: str


@cached_reader(65536)
def read_level(title: str) -> LevelReading:
    """Return the level that a title states; None if it states none.

    Words of interns and graduates come first, unless a manager stands before them. Then comes the
    highest level. Of alternatives ("Senior/Lead") the middle one counts, of two the lower one.
    """
    kept = title_words(title)
    hits = _without_grades(_hits(kept))
    return _reading(_young(hits) or _junior(hits) or _highest(hits))


def counted_rows(text: Sequence[Word]) -> frozenset[str]:
    """Return the rows of the words that count as a level where they stand, by file and line."""
    return frozenset(hit.rule for hit in _without_grades(_hits(text)))


def read_words(text: Sequence[Word]) -> LevelReading:
    """Return the highest level that the words name; of alternatives the middle one."""
    return _reading(_highest(_hits(text)))


def _reading(hit: _Hit | None) -> LevelReading:
    return LevelReading(hit.level, hit.text, hit.rule) if hit else LevelReading(None)


def _highest(hits: Sequence[_Hit]) -> _Hit | None:
    return max(_middle_alternatives(hits), key=_rung, default=None)


def level_words(title: Sequence[Word]) -> set[int]:
    """Return the numbers of the words of a title that state a level."""
    return {
        n
        for found in LEVELS.find(title)
        if found.value.level and _counts(found, title, dated=True)
        for n in range(found.first, found.last + 1)
    }


def leading_words(title: Sequence[Word]) -> set[int]:
    """Return the numbers of the words of levels before `of`: `Head of Data` is no job without."""
    return {
        n
        for found in LEVELS.find(title)
        if found.value.level and OF in (title[found.last].text, *_next(found, title))
        for n in range(found.first, found.last + 1)
    }


def _next(found: Found[LevelWords], title: Sequence[Word]) -> list[str]:
    """Return the word behind a phrase in its clause, if any."""
    behind = title[found.last + 1 : found.last + 2]
    return [word.text for word in behind if word.clause == title[found.last].clause]


def _ends_job(n: int, title: Sequence[Word]) -> bool:
    """Return whether word `n` is the last of a job's name, so that a grade may follow.

    The field may stand behind its head: `Analista de dados II`.
    """
    found = signs(title)
    here = {sign.part for sign in found if sign.is_head and sign.first < n}
    return any(sign.last == n and (sign.is_head or sign.part in here) for sign in found)


def _hits(title: Sequence[Word]) -> list[_Hit]:
    dated = any(YEAR.fullmatch(word.text) for word in title)
    hits: list[_Hit] = []
    stopped = _groups(title)
    for found in LEVELS.find(title):
        row = found.value
        if row.use == "stop":
            stopped.add(title[found.first].clause)
        elif title[found.first].clause in stopped:
            continue
        elif row.level and _counts(found, title, dated=dated):
            text = " ".join(word.text for word in title[found.first : found.last + 1])
            hits.append(_Hit(row.level, row.use, title[found.first], text, row.source))
    return hits


def _groups(title: Sequence[Word]) -> set[int]:
    """Return the later clauses that name a group and not the job: `- Senior Platform Group`."""
    last = {word.clause: word.text for word in title}
    return {clause for clause, text in last.items() if clause != title[0].clause and text in GROUPS}


def _counts(found: Found[LevelWords], title: Sequence[Word], *, dated: bool) -> bool:
    how = found.value.use
    if how == "grade":
        is_job = _ends_job(found.first - 1, title)
        return is_job and not _is_span(found, title) and not _is_small_word(found, title)
    return dated if how == "degree" else True


def _is_small_word(grade: Found[LevelWords], title: Sequence[Word]) -> bool:
    """Return whether `i` joins two words, as in Swedish or Polish: `Forskare i biologi`."""
    word, after = title[grade.first], title[grade.last + 1 : grade.last + 2]
    return word.text == "i" and any(w.clause == word.clause for w in after)


def _is_span(grade: Found[LevelWords], title: Sequence[Word]) -> bool:
    """Return whether a grade in digits counts something: "Engineer (5-8 yrs)", "2 days"."""
    word = title[grade.first]
    if not word.text.isdigit():
        return False
    after = title[grade.last + 1 : grade.last + 2]
    same = [w for w in after if w.clause == word.clause]
    return word.clause != title[grade.first - 1].clause or any(
        w.text.isdigit() or w.text in COUNTED for w in same
    )


def _young(hits: Sequence[_Hit]) -> _Hit | None:
    """Return the word for interns or graduates that decides, or None."""
    led = next((n for n, hit in enumerate(hits) if _rung(hit) >= LEADING), len(hits))
    young = hits[:led]
    for wanted in (_is_intern, _is_programme, _is_season):
        for hit in young:
            if wanted(hit):
                return hit
    return None


def _junior(hits: Sequence[_Hit]) -> _Hit | None:
    """Return the word junior where it begins the title of a manager: `Junior Brand Manager`."""
    first = hits[0] if hits else None
    led = any(hit.level is Level.MANAGER for hit in hits)
    return first if first and led and first.text in JUNIOR else None


def _without_grades(hits: Sequence[_Hit]) -> list[_Hit]:
    """Return the hits without a bank's grade after another level: `Technical Lead, AVP`."""
    apart = {hit.word.clause for hit in hits if hit.how != "bank"}
    others = [hit for hit in hits if hit.how != "bank" or hit.word.clause in apart]
    return others or list(hits)


def _is_intern(hit: _Hit) -> bool:
    return hit.level is Level.INTERN and hit.how == "word"


def _is_programme(hit: _Hit) -> bool:
    return hit.how in ("programme", "degree")


def _is_season(hit: _Hit) -> bool:
    return hit.how == "season"


def _middle_alternatives(hits: Sequence[_Hit]) -> list[_Hit]:
    """Return the level of each clause: of alternatives the middle one, of two the lower one.

    A clause that names the career ladder of a bank ("Associate/VP") is left out.
    """
    kept: list[_Hit] = []
    for clause in dict.fromkeys(hit.word.clause for hit in hits):
        here = [hit for hit in hits if hit.word.clause == clause]
        numbers = dict.fromkeys(hit.word.alternative for hit in here)
        tops = [max((h for h in here if h.word.alternative == n), key=_rung) for n in numbers]
        if tops[0].level is Level.ENTRY and any(_rung(hit) > LEADING for hit in tops):
            continue
        tops.sort(key=_rung)
        kept.append(tops[(len(tops) - 1) // 2])
    return kept


def _rung(hit: _Hit) -> int:
    return RUNGS[hit.level]


LEVELS = Phrases(lambda: ((row.phrase, row) for row in read_rules(LevelWords)), one_pass=TITLE)
"""The phrases of levels.csv."""
