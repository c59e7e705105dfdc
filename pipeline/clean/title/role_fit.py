"""Choose the form of role_forms.csv that fits the head and the fields of a title best."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.caches import cached_file
from pipeline.clean.title.concepts import ConceptWord
from pipeline.clean.title.head_noun import VAGUE
from pipeline.rules.rows.title import Form
from pipeline.rules.rulebook import read_rules

ANY, NONE = "*", "none"
BROAD = 2  # from this rank on, a field of data, AI or technology without a head says too little


@dataclass(frozen=True, slots=True)
class Fit:
    """A form that fits, the concepts it uses, and its score. The highest score is the best."""

    form: Form
    used: tuple[ConceptWord, ...]
    score: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """The head of a title, the part with its field, whether the head is technical, the fields."""

    head: ConceptWord | None
    home: int
    technical: bool
    fields: Mapping[str, ConceptWord]


def best_fit(head: ConceptWord | None, found: Sequence[ConceptWord]) -> Fit | None:
    """Return the form that fits the head and concepts of a title best; None if none fits."""
    return max(_fits(head, found), key=lambda fit: fit.score, default=None)


def _fits(head: ConceptWord | None, found: Sequence[ConceptWord]) -> list[Fit]:
    title = _Title(head, _home(head, found), _is_technical(head, found), _fields(head, found))
    name = NONE if head is None or head.concept.concept == "trainee" else head.concept.concept
    heads = (name,) if _is_bound(head) else (name, ANY)
    forms = [form for key in heads for form in _forms_with(key, title.fields)]
    fits = [fit for form in forms if (fit := _fit(form, title))]
    if head is None:
        return [fit for fit in fits if _telling(fit)]
    if name == NONE and not any(fit.used for fit in fits):
        return [Fit(form, (), (0,)) for form in _forms_with("trainee", ())]
    return fits


def _is_bound(head: ConceptWord | None) -> bool:
    return head is not None and (head.concept.kind == "firm" or head.concept.concept == "teacher")


def _is_technical(head: ConceptWord | None, found: Sequence[ConceptWord]) -> bool:
    """Return whether a head is technical in any trade: an engineer, or a leader of engineers.

    A finance AI engineer is an AI engineer.
    """
    if head is None or head.concept.concept != "leader":
        return head is not None and head.concept.group == "tech"
    return any(s.concept.concept == "engineering" and s.part == head.part for s in found)


def _fields(head: ConceptWord | None, found: Sequence[ConceptWord]) -> dict[str, ConceptWord]:
    """Return the first concept of each field, those in the head's own part first.

    The field of a leader may be a job: an applied science manager leads applied scientists.
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


def _home(head: ConceptWord | None, found: Sequence[ConceptWord]) -> int:
    """Return the part that names the field of a head: its own part, else the first one."""
    telling = [s.part for s in found if s.concept.kind == "field" and (s.concept.rank or 0) < VAGUE]
    own = head.part if head else -1
    return own if own in telling else next(iter(telling), own)


def _fit(form: Form, title: _Title) -> Fit | None:
    """Return the fit of a form with its score, or None if it does not fit.

    The score compares, in this order: `data` right before the head, a field of rank 0 or less
    beside it, technology beside a technical head, the number of fields, their nearness, their rank,
    their position, and a form with a named head.
    """
    names = form.fields.split()
    used = tuple(title.fields[name] for name in names if name in title.fields)
    if len(used) < len(names) or (form.near and not _before(used, title.head)):
        return None
    rank = min((s.concept.rank or 0 for s in used), default=VAGUE)
    first = min((s.first for s in used), default=0)
    near = _nearness(used, rank, first, title)
    sure = 2 * _is_compound(used, title.head) or int(rank <= 0 < near)
    technical = int(title.technical and any(s.concept.group for s in used))
    score = (sure, technical, len(used), near, -rank, -first, int(form.head != ANY))
    return Fit(form, used, score)


def _is_compound(used: Iterable[ConceptWord], head: ConceptWord | None) -> bool:
    """Return whether `data` stands right before a plain head: "Robotics Data Engineer"."""
    return (
        head is not None
        and head.concept.kind == "plain"
        and any(s.concept.concept == "data" and s.first <= head.first <= s.last + 1 for s in used)
    )


def _before(used: Iterable[ConceptWord], head: ConceptWord | None) -> bool:
    """Return whether the fields stand before the head, or are the word `Data` as a clause.

    `AI Software Engineer` and `Software Engineer, Data` name a discipline. `Software Engineer,
    AI Agents` and `Software Engineer, Data Platform` name what the software is for.
    """
    return head is not None and all(
        _is_discipline(s) or (s.part == head.part and s.first <= head.first) for s in used
    )


def _is_discipline(field: ConceptWord) -> bool:
    return field.whole and field.concept.concept == "data" and field.first == field.last


def _nearness(used: Sequence[ConceptWord], rank: int, first: int, title: _Title) -> int:
    """Return 2 for fields that begin before the head in its part, 1 for other near ones, else 0.

    If the head's own part names no field, a field of rank 0 is near in any part. One of rank -1
    always is.
    """
    head = title.head
    if rank >= VAGUE:
        return 0
    if head is None:
        return 1
    anywhere = rank < 0 or (rank == 0 and title.home != head.part)
    if not anywhere and any(s.part != title.home for s in used):
        return 0
    return 2 if first <= head.first else 1


def _telling(fit: Fit) -> bool:
    return any((s.concept.rank or 0) < BROAD or not s.concept.group for s in fit.used)


def _forms_with(head: str, fields: Iterable[str]) -> Iterator[Form]:
    """Yield the forms of a head without a field, or with one of these as its first field."""
    for first in ("", *fields):
        yield from _forms().get((head, first), ())


@cached_file
def _forms() -> dict[tuple[str, str], list[Form]]:
    """Return the forms by head and first field."""
    found: dict[tuple[str, str], list[Form]] = {}
    for row in read_rules(Form):
        found.setdefault((row.head, row.fields.partition(" ")[0]), []).append(row)
    return found
