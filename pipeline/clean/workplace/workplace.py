"""Stage: workplace (on site, hybrid, remote) from the source's field, place, title and text."""

import re
from dataclasses import replace

from models.vocab import Workplace
from pipeline.caches import cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading, Texts
from pipeline.clean.workplace.description import Said, read_prose, without_others
from pipeline.clean.workplace.names import without_names
from pipeline.clean.workplace.word_sentences import label_offers, label_tells, title_tells
from pipeline.clean.workplace.words import of_field, of_text, phrases
from pipeline.rules.rows.place import WorkplaceRule
from pipeline.text.patterns import plain
from pipeline.text.scripts import CJK

LONGEST = 1_000
"""Characters of a place or a title that are read."""

JOINED = rf"(?<=[{CJK}])-(?=[{CJK}])"
"""A dash between words of a script without spaces."""
POINTS = r":(?!in(?:nen)?\b)|·(?!(?:e|se|ne|ice|rice|trice|euse)s?\b)"
"""A colon or point, but none before the ending for a woman: `Planer:in`, `chargé·e`."""
SEGMENTS = re.compile(
    rf"{JOINED}|{POINTS}"
    r"|[()\[\]|,;/\u2013\u2014•\uff08\uff09\u3010\u3011]|\s-+\s|\s-(?=\S)|(?<=\S)-\s"
)
LABELS = re.compile(
    rf"{JOINED}|{POINTS}" + r"|[()\[\]|,;\u2013\u2014•\uff08\uff09\u3010\u3011]|\s-+\s|\s/\s"
)
"""Signs between the parts of a title. `2 days/week` is one."""
SEAT = re.compile(
    r"(?:company )?(?:hq|headquarters?|head office|hauptsitz|firmensitz|si\u00e8ge(?: social)?"
    r"|sede(?: central| principal| legale)?|hoofdkantoor|hovedkontor|huvudkontor|siedziba)\s*:\s*"
    r"(?P<town>[^\W\d_].*)",
    re.IGNORECASE,
)
"""Where an employer sits, which is no place of the work: `HQ: Helsinki`."""
LEADING = frozenset(
    {"remote", "fully remote", "100% remote", "full remote", "work from home", "work at home"}
) | {"wfh", "home based", "telecommute", "telecommuting", "homeworking", "in office"}
"""Words that begin a title without a sign behind them. `Hybrid Powertrain Engineer` names a car."""
AMOUNT = re.compile(
    r"(?:(?:zu |w )?100 ?%|im|aus dem|fully|full|totalmente|completamente|in|en|em|modalit\w+"
    r"|modalidade?|modelo|tryb|mode|praca|travail|trabajo|trabalho|lavoro|job|position)\s+",
    re.IGNORECASE,
)
"""Words before the words for a workplace: `modalità ibrida`."""
PLACED = re.compile(r"(?:[A-Z][\w.'-]*\s){1,2}$")
"""A place before it: `UK Remote`."""
CONNECTED = frozenset(
    {"", "in", "from", "within", "only", "ok", "first", "possible", "optional", "working", "work"}
) | {"可", "可能", "勤務"}


def workplace(job: Job) -> Reading:
    """Return workplace; None if not stated. Issue `workplace_unknown` for an unknown word.

    The source's own field comes first, then the place, the title, and the sentences of the
    description. Spiders leave out a plain `remote: true` if the source has a better field. Issue
    `workplace_conflict` if the description states another workplace than the first of these.
    """
    word = job.raw.workplace.strip()
    stated = _in_description(job.texts)
    issues: tuple[IssueDraft, ...] = ()
    if word and word.casefold() not in {"unspecified", "unknown", "none", "null", "n/a"}:
        if (field := read_field(word[:LONGEST])).workplace:
            return _first(field, stated, "the source's own word")
        issues = (IssueDraft("workplace_unknown", "workplace", word),)
    for found, where in (
        (read_workplace(job.texts.location), "in the place"),
        (read_title(job.texts.title), "in the title"),
    ):
        if found.workplace:
            return _first(found, stated, where, issues)
    if (told := label_of_title(job.texts.title)).workplace:
        return _first(told, stated, "in the title", issues)
    if stated.workplace:
        return _reading(stated, "the description", issues)
    return Reading({"workplace": None}, issues)


def _in_description(texts: Texts) -> Said:
    """Return the workplace that a description states, in its own words."""
    hidden = without_names(texts.description, texts.company)
    said = read_prose(hidden)
    at = hidden.find(said.text)
    return replace(said, text=texts.description[at : at + len(said.text)])


def _first(found: Said, stated: Said, where: str, issues: tuple[IssueDraft, ...] = ()) -> Reading:
    """Return the reading of a field, with an issue if the description states another workplace."""
    if stated.workplace and stated.workplace is not found.workplace:
        detail = f"{found.workplace} {where}, {stated.workplace} in the description"
        conflict = IssueDraft("workplace_conflict", "workplace", stated.text, detail=detail)
        issues = (*issues, conflict)
    return _reading(found, where, issues)


@cached_reader(4_096)
def read_field(word: str) -> Said:
    """Return the workplace of the source's own field.

    A field of several words is read like a sentence first: `Remote, 2 days a week` is hybrid.
    """
    if rule := of_field(word):
        return Said(rule.workplace, word, rule.source)
    if (stated := read_prose(word)).workplace:
        return stated
    return Said(Workplace.HYBRID, word, offered) if (offered := label_offers(word)) else _told(word)


def _told(word: str) -> Said:
    """Return the workplace that the words of a field tell together, or one phrase of them."""
    if (seat := SEAT.fullmatch(word)) and not label_tells(seat["town"], in_title=False):
        return Said()
    rest = without_others(word)
    if rest != word and (not rest.strip() or label_tells(rest, in_title=False)):
        return Said()  # `Temporarily remote`, or a place in a name: `Remote Sensing Building`
    if told := label_tells(word, in_title=False):
        return Said(told[0], word, told[1])
    rule = of_text(rest, "text") or of_field(word.partition("(")[0].strip())
    return Said(rule.workplace, word, rule.source) if rule else Said()


@cached_reader(65_536)
def read_workplace(place: str) -> Said:
    """Return the workplace that the text of a place names; none if it names none.

    A part of it that only offers work at home is hybrid: `Berlin, home office possible`.
    """
    found = of_text(place[:LONGEST], "place")
    if found is None:
        return Said()
    if found.workplace is Workplace.REMOTE and (offered := _offered(place[:LONGEST])):
        return Said(Workplace.HYBRID, place, offered)
    return Said(found.workplace, place, found.source)


def _offered(text: str) -> str | None:
    """Return a row of the words of the first part that only offers work at home; None if none.

    A part that states a workplace offers no other: `fully remote possible`.
    """
    parts = (part.strip() for part in SEGMENTS.split(text))
    return next((o for p in parts if (o := label_offers(p)) and not read_prose(p).workplace), None)


@cached_reader(65_536)
def read_title(title: str) -> Said:
    """Return the workplace that a title names beside the job; none if it names none.

    The words count only if they begin a separate part (`Engineer (Remote US)`) and are not about
    something else: a Remote Sensing Scientist may work on site.
    """
    if not phrases("text").search(title[:LONGEST]):
        return Said()
    first, *rest = SEGMENTS.split(without_others(title[:LONGEST]))
    for part in [*rest, first]:
        if rule := _of_part(part.strip(), leads=part is first):
            offered = None if part is first else _offered(part)
            if offered and rule.workplace is Workplace.REMOTE:
                return Said(Workplace.HYBRID, title, offered)
            return Said(rule.workplace, title, rule.source)
    return Said()


def label_of_title(title: str) -> Said:
    """Return the workplace that a part of a title behind the job names by its words."""
    for part in LABELS.split(without_others(title[:LONGEST]))[1:]:
        if told := label_tells(part.strip(), in_title=True):
            return Said(told[0], title, told[1])
    told = title_tells(plain(title[:LONGEST]))
    return Said(told[0], title, told[1]) if told else Said()


def _of_part(part: str, *, leads: bool) -> WorkplaceRule | None:
    """Return the rule for the workplace that a part of a title names, or None."""
    known = phrases("text")
    amount = AMOUNT.match(part)
    begin = amount.end() if amount and not known.match(part) else 0
    if (match := known.match(part, begin)) and (not leads or _may_lead(part, match)):
        after = part[match.end() :].split()
        if not after or after[0][0].isupper() or after[0].casefold() in CONNECTED:
            return of_text(match[0], "text")
    last = None if leads else next((m for m in known.finditer(part) if m.end() == len(part)), None)
    if last and PLACED.match(part[: last.start()]):
        found = of_text(last[0], "text")
        return found if found and found.workplace is Workplace.REMOTE else None
    return None


def _may_lead(part: str, match: re.Match[str]) -> bool:
    """Return whether the words may begin a title: Remote Data Analyst, not On-Site Support."""
    said = " ".join(re.split(r"[\s_-]+", match[0].casefold()))
    return match.end() == len(part) or said in LEADING


def _reading(found: Said, where: str, issues: tuple[IssueDraft, ...] = ()) -> Reading:
    evidence = (Evidence("workplace", found.text, f"{found.rule}: {where}"),)
    return Reading({"workplace": found.workplace}, issues, evidence)
