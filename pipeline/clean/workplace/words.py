"""Find the phrases of workplace.csv in a workplace field, a place or a title."""

import re

from models.vocab import Workplace
from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.place import WorkplaceRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold
from pipeline.text.scripts import CJK


@cached_reader(4_096)
def of_field(text: str) -> WorkplaceRule | None:
    """Return the rule for the source's own field; None if none knows the words."""
    return _rules("field").get(fold(text.replace("_", " ")))


@cached_reader(65_536)
def of_text(text: str, where: str) -> WorkplaceRule | None:
    """Return the rule for the workplace that a place or title names; None if it names none.

    `where` is place or text (a title). The first of remote and hybrid wins. Either wins over
    on site, because `London / Remote` may be done remotely.
    """
    known = _spaceless(where)
    found = [known[_bare(match[0])] for match in phrases(where).finditer(text)]
    elsewhere = [rule for rule in found if rule.workplace is not Workplace.ONSITE]
    return next(iter(elsewhere or found), None)


@cached_file
def phrases(where: str) -> re.Pattern[str]:
    """Return the pattern of all phrases of a text or a place, the longest first."""
    spelled = sorted((words for words in _texts(where)), key=len, reverse=True)
    between = [r"[\s/_-]{0,3}".join(map(re.escape, words.split())) for words in spelled]
    letter = rf"[^\W{CJK}]"  # a script without spaces has no ends of words
    return re.compile(rf"#?(?<!{letter})(?:{'|'.join(between)})(?!{letter})", re.IGNORECASE)


def _bare(words: str) -> str:
    return re.sub(r"[\s/_#-]+", "", words.casefold())


@cached_file
def _spaceless(where: str) -> dict[str, WorkplaceRule]:
    return {_bare(words): rule for words, rule in _texts(where).items()}


def _texts(where: str) -> dict[str, WorkplaceRule]:
    return _rules("text") | (_rules("place") if where == "place" else {})


@cached_file
def _rules(where: str) -> dict[str, WorkplaceRule]:
    rows = read_rules(WorkplaceRule)
    spelled = fold if where == "field" else str
    return {spelled(row.phrase): row for row in rows if row.use == where}
