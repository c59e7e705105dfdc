"""Stage: find skills in a text by their phrases; ambiguous ones need a list or a cue."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.requirements.education import study_places
from pipeline.clean.requirements.skill_company import in_company
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.rules.rows.requirements import Cue, SkillForm
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name
from pipeline.text.matcher import POSTING, Hit, Matcher, folded, longest

SOFT = "soft"
CJK_JOINTS = (
    "和", "与", "及", "或", "或者", "以及", "等", "や", "と", "または", "および", "・", "の",
    "などの", "과", "와", "및", "또는",
)  # fmt: skip
# What may stand between two members of a list: punctuation, and words that join or grade.
JOINT = re.compile(
    rb"(?:[\s,;/|&()+:*\"'-]|\b(?:and|or|und|oder|et|ou|y|o|e|en|of|i|oraz|lub|to|as|well|both|either"
    rb"|like|such|also|good|strong|solid|basic|advanced|some|little|a|bit|preferably|ideally"
    rb"|preferred|required|sowie|bzw|gute?|sehr|gerne?|modern|of|in|eg|e\.g\.|z\.?\s?b\.?"
    rb"|ainsi|que|notamment|incl\.?|plus|vs\.?|with|on|against|mit|auf|avec|sur|con|com|met|op|na|w|z"
    rb")\b\.?" + "".join(f"|{word}" for word in CJK_JOINTS).encode() + rb")*"
)
FARTHEST = 48
"""Bytes between two members of one list."""
DOMAIN = re.compile(rb"\.(?:com|org|net|io|ai|co|dev|app|eu|de|fr|es|nl|pl|pt|br|uk)\b")
NEXT = re.compile(rb"[\s:(\"'-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """A skill that a text names, the words that name it, and the row that knows them."""

    skill: str
    text: str
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of either file: `how` is any, case, near, company, hides, before or after."""

    how: str
    skill: str = ""
    soft: bool = False
    written: bytes = b""
    source: str = ""


def find_skills(text: str, studied: AbstractSet[int] = frozenset()) -> tuple[Named, ...]:
    """Return the skills that a text names, each once, in the order of their first mention.

    A form that begins at an offset in `studied` (of the folded text) is left out.
    """
    ready = folded(text)
    raw = ready.raw
    found = _MATCHER.find(ready)
    hits = longest([hit for hit in found if hit[0] not in studied and _stands(hit, raw)])
    backed = _backed(hits, raw)
    first: dict[str, Named] = {}
    for n, (start, end, rule) in enumerate(hits):
        if rule.skill and rule.skill not in first and (rule.how != "near" or n in backed):
            text = raw[start:end].decode(errors="replace")
            first[rule.skill] = Named(rule.skill, text, rule.source)
    return tuple(first.values())


@cached_file
def groups() -> dict[str, str]:
    """Return the group of each skill, in the order of the file."""
    return {row.skill: row.group for row in read_rules(SkillForm) if row.skill}


def _stands(hit: Hit[_Rule], raw: bytes) -> bool:
    """Return whether a hit has the spelling of its row, or its company, and is no web address."""
    start, end, rule = hit
    if raw.startswith(b".", end) and DOMAIN.match(raw, end):
        return False
    if rule.how == "company":
        return in_company(rule.skill, raw, start, end)
    if not rule.written:
        return True
    written = raw[start:end]
    return written == rule.written or written.replace(b"-", b" ") == rule.written


def _backed(hits: Sequence[Hit[_Rule]], raw: bytes) -> set[int]:
    """Return the numbers of the ambiguous hits in a list of skills or beside a cue."""
    backed: set[int] = set()
    judged = -1
    for n, hit in enumerate(hits):
        if n > judged and hit[2].how == "near":
            first = last = n
            while first > 0 and _joined(hits[first - 1], hits[first], raw):
                first -= 1
            while last + 1 < len(hits) and _joined(hits[last], hits[last + 1], raw):
                last += 1
            judged = last
            if first < last and _is_list([hit.value for hit in hits[first : last + 1]]):
                backed.update(range(first, last + 1))
    return backed


def _joined(before: Hit[_Rule], hit: Hit[_Rule], raw: bytes) -> bool:
    """Return whether only words and signs that join a list stand between two hits."""
    if hit[0] - before[1] > FARTHEST or "hides" in (before.value.how, hit.value.how):
        return False
    joint = NEXT if hit.value.how == "after" else JOINT
    return joint.fullmatch(raw, before[1], hit[0]) is not None


def _is_list(rules: Sequence[_Rule]) -> bool:
    """Return whether hits are a list of skills: with a cue, a sure skill, or two ambiguous ones.

    A soft skill only supports other soft skills.
    """
    hows = [rule.how for rule in rules]
    if "before" in hows[:-1] or "after" in hows[1:]:
        return True
    skills = [rule for rule in rules if rule.skill]
    if all(rule.soft for rule in skills):
        return len(skills) > 1
    hard = [rule for rule in skills if not rule.soft]
    return any(rule.how != "near" for rule in hard) or len({rule.skill for rule in hard}) > 1


def _phrases() -> list[tuple[str, _Rule]]:
    forms = [(row.phrase, _of_form(row)) for row in read_rules(SkillForm)]
    cues = [(row.phrase, _Rule(row.use)) for row in read_rules(Cue)]
    return [*forms, *cues]


def _of_form(row: SkillForm) -> _Rule:
    if not row.skill:
        return _Rule("hides")
    written = b"" if row.use in ("any", "company") else folded(row.phrase).raw
    return _Rule(row.use, row.skill, row.group == SOFT, written, row.source)


_MATCHER = Matcher(_phrases, plurals=True, one_pass=POSTING)


def skills(job: Job) -> Reading:
    """Return skills, the names in alphabetical order, so that edits do not reorder them.

    A skill with the employer's own name is left out: `At Snowflake we …` requires no skill.
    """
    named = read_skills(job.texts.title, job.texts.description)
    employer = same_name(job.values.get("company") or "")
    kept = [n for n in named if employer not in (same_name(n.skill), same_name(n.text))]
    kept.sort(key=lambda n: (n.skill.casefold(), n.skill))
    evidence = tuple(Evidence("skills", n.text, f"{n.source}: {n.skill}") for n in kept)
    return Reading({"skills": tuple(n.skill for n in kept)}, evidence=evidence)


def read_skills(title: str, description: str) -> tuple[Named, ...]:
    """Return the skills named in a title or a description, each once."""
    described = find_skills(description, study_places(description))
    return tuple({named.skill: named for named in (*described, *_in_title(title))}.values())


@cached_reader(65_536)
def _in_title(title: str) -> tuple[Named, ...]:
    return find_skills(title)
