"""Read the workplace that a label names: a field, a part of a title, what follows `Work model:`.

A label has no verb and nobody who works. Its words are about the workplace already, so a bare
`telework` or `office` is enough, and words that are known for nothing speak against it.
"""

from models.vocab import Workplace
from pipeline.clean.workplace.clauses import denied
from pipeline.clean.workplace.days import days_of
from pipeline.clean.workplace.grammar import is_hybrid
from pipeline.clean.workplace.known_words import Span
from pipeline.clean.workplace.premises import seats_named
from pipeline.clean.workplace.word_kinds import Kinds

HEAD = 4
"""The most words before the colon of a label."""
UNKNOWN = 2
"""The most words of a label that may be of no kind: a town."""


def label_decided(kinds: Kinds, *, bare_office: bool = True) -> Workplace | None:
    """Return the workplace that the words of a label tell together.

    `bare_office`: whether `office` alone counts. In a title it is a trade, but not beside days.
    There `hybrid` beside a word of no kind may be a car.
    """
    if kinds["other"] or kinds["third"] or kinds["product"]:
        return None
    if is_hybrid(kinds):
        return Workplace.HYBRID
    if only_offered(kinds):
        return Workplace.HYBRID
    if kinds["may"] and not (kinds["all"] or days_of(kinds)):
        return None
    named = bare_office or kinds["in"] or kinds["all"] or days_of(kinds)
    offices = kinds["office"] if named else []
    found = _named(kinds, kinds["home"] + kinds["free"], kinds["present"] + offices)
    alone = kinds["hybrid"] and (bare_office or not kinds.others) and not kinds["not"]
    return found or (Workplace.HYBRID if alone else None)


def only_offered(kinds: Kinds) -> bool:
    """Return whether a label offers work at home and promises no more: `Home office possible`."""
    more = kinds["all"] or kinds["free"] or kinds["nowhere"] or kinds["present"] or kinds["office"]
    return bool(kinds["offered"] and kinds["home"] and not (more or kinds["not"]))


def _named(kinds: Kinds, away: list[Span], there: list[Span]) -> Workplace | None:
    """Return the workplace of a label that names places."""
    not_away, not_there = denied(kinds, away + kinds["hybrid"], there)
    if not_away or not_there:
        return _refused(not_away=not_away, not_there=not_there)
    if (away or there) and (days_of(kinds) or kinds["hybrid"]):
        return Workplace.HYBRID
    if bool(away) is bool(there):
        return None
    return Workplace.REMOTE if away else Workplace.ONSITE


def title_decided(kinds: Kinds) -> Workplace | None:
    """Return the workplace that the words of a whole title tell: some days, or being there.

    `Vendeur en boutique` names the place of the work.
    """
    if kinds["other"] or kinds["third"] or kinds["product"] or kinds["not"]:
        return None
    if kinds["some"] and (kinds["home"] or kinds["present"] or kinds["office"]):
        return Workplace.HYBRID
    there = kinds["present"] or seats_named(kinds)
    return Workplace.ONSITE if there and not kinds["home"] else None


def _refused(*, not_away: bool, not_there: bool) -> Workplace | None:
    """Return the workplace that is left where another is denied."""
    if not_away and not_there:
        return None
    return Workplace.ONSITE if not_away else Workplace.REMOTE


def is_label(kinds: Kinds, spelled: str = "") -> bool:
    """Return whether a text is a label: a few of its words at most are of no kind, such as a town.

    `spelled` is the text with its capitals. Of letters with capitals, only names are of no kind.
    """
    if len(kinds.others) > UNKNOWN * kinds.per_word:
        return False
    return kinds.per_word > 1 or all(
        w.upper() == w or w not in spelled for w in kinds.others.values()
    )


def answered(head: Kinds, label: Kinds) -> Workplace | None:
    """Return the workplace of a label that answers its head: `Remote work: two days`, `no`."""
    if head["where"] and not label["after"] and label["place"] and not label["home"]:
        return Workplace.ONSITE
    if not head["home"] or label["other"]:
        return None
    if days_of(label):
        return Workplace.HYBRID
    if label["not"]:
        return Workplace.ONSITE
    return Workplace.REMOTE if label["all"] else None


def is_head(kinds: Kinds) -> bool:
    """Return whether words name a way of working that a label follows: `Work model`."""
    named = kinds["job"] or kinds["mode"] or kinds["home"] or kinds["where"]
    long = kinds.size > HEAD * kinds.per_word
    return bool(named) and len(kinds.others) < kinds.per_word and not long
