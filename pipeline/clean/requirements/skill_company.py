"""Tell whether a form of many trades stands in a sentence with words of the skill's trade."""

import re
from collections import defaultdict
from collections.abc import Mapping

from pipeline.caches import cached_file
from pipeline.rules.rows.skill_company import SkillCompany
from pipeline.rules.rulebook import read_rules

END = re.compile(rb"[.!?;](?=\s|$)|\n")


def in_company(skill: str, raw: bytes, start: int, end: int) -> bool:
    """Return whether a word of the skill's trade stands in the sentence around a form of it.

    `raw` is a folded text; `start` and `end` are the form's offsets in it.
    """
    words = _words().get(skill)
    before = max((found.end() for found in END.finditer(raw, 0, start)), default=0)
    after = END.search(raw, end)
    sentence_end = after.start() if after else len(raw)
    return words is not None and any(
        words.search(raw, *part) for part in ((before, start), (end, sentence_end))
    )


@cached_file
def _words() -> Mapping[str, re.Pattern[bytes]]:
    """Return a pattern of the words of each skill's trade."""
    phrases = defaultdict(list)
    for row in read_rules(SkillCompany):
        phrases[row.skill].append(re.escape(row.phrase.encode()))
    return {
        skill: re.compile(rb"(?<!\w)(?:%b)(?!\w)" % b"|".join(words), re.IGNORECASE)
        for skill, words in phrases.items()
    }
