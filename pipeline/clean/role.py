"""The role: one of roles.csv, from the title's head and the fields beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.clean.concepts import Sign, signs
from pipeline.clean.heads import VAGUE, main_head
from pipeline.clean.stage import Doubt, Evidence, Job, Reading
from pipeline.clean.title_words import title_words
from pipeline.rules.rulebook import read_rules

ANY, NONE = "*", "none"
BROAD = 2  # from this rank on, a field of data, AI or technology without a head says too little


@dataclass(frozen=True, slots=True)
class Role:
    """A row of roles.csv: a role, its family, and its relevance by what else the title names.

    `belongs` and `elsewhere` say to people which jobs it covers and which it leaves to others.
    """

    role: str
    family: str
    relevance: str
    with_data: str
    with_ai: str
    belongs: str
    elsewhere: str
    example: str


@dataclass(frozen=True, slots=True)
class Form:
    """A row of role_forms.csv: the role that a head makes with these fields.

    `head` may be `*` (any that is not firm) or `none`. `near` asks the fields to stand before
    the head. `relevance` overrides the role's.
    """

    head: str
    fields: str
    near: bool
    role: str
    relevance: str
    example: str


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a title says: its form (None where no rule fits), the words used, all its signs."""

    form: Form | None
    text: str
    signs: tuple[Sign, ...]


def role(job: Job) -> Reading:
    """Return role and role_family; doubt `role_unknown` where no rule fits the title."""
    text = job.texts.title
    read = read_role(text)
    if read.form is None:
        doubts = (Doubt("role_unknown", "role", text),) if text.strip() else ()
        return Reading(doubts=doubts)
    row = roles()[read.form.role]
    rule = f"role_forms.csv: {read.form.head} + {read.form.fields or 'no field'}"
    return Reading(
        {"role": row.role, "role_family": row.family},
        evidence=(Evidence("role", read.text, rule),),
    )


@lru_cache(maxsize=65536)
def read_role(title: str) -> RoleReading:
    """Return what the title says of the role."""
    kept = title_words(title)
    found = signs(kept)
    head = main_head(found, kept)
    best = max(_candidates(head, found), default=None)
    if best is None:
        return RoleReading(None, "", found)
    used = [*best.used, *([head] if head else [])]
    text = " ".join(dict.fromkeys(s.text for s in sorted(used, key=lambda s: s.first)))
    return RoleReading(best.form, text, found)


@cache
def roles() -> dict[str, Role]:
    """Return the roles by name."""
    return {row.role: row for row in read_rules("roles.csv", Role)}


@dataclass(frozen=True, slots=True)
class _Candidate:
    form: Form
    used: tuple[Sign, ...]
    score: tuple[int, ...]

    def __lt__(self, other: "_Candidate") -> bool:
        return self.score < other.score


def _candidates(head: Sign | None, found: Sequence[Sign]) -> list[_Candidate]:
    """Return the forms that fit, for the title's head and the fields it names."""
    fields = _fields(head, found)
    home = _home(head, found)
    name = _form_head(head)
    heads = (name,) if _is_bound(head) else (name, ANY)
    forms = [form for key in heads for form in _forms_with(key, fields)]
    fits = [c for form in forms if (c := _fit(form, head, home, fields))]
    if head is None:
        return [c for c in fits if _telling(c)]
    if name == NONE and not any(c.used for c in fits):
        return [_Candidate(form, (), (0,)) for form in _forms_with("trainee", ())]
    return fits


def _form_head(head: Sign | None) -> str:
    if head is None or head.concept.concept == "trainee":
        return NONE
    return head.concept.concept


def _is_bound(head: Sign | None) -> bool:
    return head is not None and (head.concept.kind == "firm" or head.concept.concept == "teacher")


def _fields(head: Sign | None, found: Sequence[Sign]) -> dict[str, Sign]:
    """Return the first sign of each field, those in the head's own part first.

    A leader's field may be a job: the applied science manager leads applied scientists.
    """
    part = head.part if head else -1
    leads = head is not None and head.concept.concept == "leader"
    fields = [
        s
        for s in found
        if s.concept.kind == "field" or (leads and s.is_head and s.part == part and s != head)
    ]
    fields.sort(key=lambda s: s.part != part)
    return {s.concept.concept: s for s in reversed(fields)}


def _home(head: Sign | None, found: Sequence[Sign]) -> int:
    """Return the part that says what a head's field is: its own, else the next that does."""
    telling = [s.part for s in found if s.concept.kind == "field" and (s.concept.rank or 0) < VAGUE]
    own = head.part if head else -1
    return own if own in telling else next((part for part in telling if part > own), own)


def _fit(form: Form, head: Sign | None, home: int, fields: dict[str, Sign]) -> _Candidate | None:
    used = tuple(fields[name] for name in form.fields.split() if name in fields)
    if len(used) < len(form.fields.split()):
        return None
    before = all(head is not None and s.part == head.part and s.first <= head.first for s in used)
    if form.near and not before:
        return None
    rank = min((s.concept.rank or 0 for s in used), default=0)
    first = min((s.first for s in used), default=0)
    own = head is not None and home == head.part
    close = rank < VAGUE and (
        head is None or (rank == 0 and not own) or all(s.part == home for s in used)
    )
    near = int(close) * (1 + int(head is not None and first <= head.first))
    sure = int(
        bool(used) and rank == 0 < near
    )  # a field that says the role whatever else stands beside it
    return _Candidate(form, used, (sure, len(used), near, -rank, -first, int(form.head != ANY)))


def _telling(candidate: _Candidate) -> bool:
    return any((s.concept.rank or 0) < BROAD or not s.concept.group for s in candidate.used)


def _forms_with(head: str, fields: Iterable[str]) -> Iterator[Form]:
    """Return the forms of a head that ask for no field, or first for one of these."""
    for first in ("", *fields):
        yield from _forms().get((head, first), ())


@cache
def _forms() -> dict[tuple[str, str], list[Form]]:
    """Return the forms by head and first field."""
    found: dict[tuple[str, str], list[Form]] = {}
    for row in read_rules("role_forms.csv", Form):
        found.setdefault((row.head, row.fields.partition(" ")[0]), []).append(row)
    return found
