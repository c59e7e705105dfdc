"""Read on site from a sentence that names the employer's premises: who works in them, and how."""

from models.vocab import Workplace
from pipeline.clean.workplace.clauses import BESIDE, denied, in_clause, near
from pipeline.clean.workplace.days import is_seldom
from pipeline.clean.workplace.known_words import Span
from pipeline.clean.workplace.word_kinds import Kinds

SHORT = 12
"""The most words of a sentence that has no verb."""


def there_of(kinds: Kinds) -> list[Span]:
    """Return where a sentence names a place of the employer, or being there."""
    return kinds["office"] + places_of(kinds) + kinds["present"]


def places_of(kinds: Kinds) -> list[Span]:
    """Return the places of work that something is in: `in our bakery`, not `our bakery's bread`.

    Where the sentence speaks to the reader, the employer's own place will do.
    """
    after = {start for start, _ in kinds["after"]}
    reach = BESIDE * kinds.per_word
    return [
        place
        for place in kinds["place"]
        if place[1] not in after
        and (
            not kinds.needs_in
            or any(0 <= place[0] - end < reach for _, end in kinds["in"])
            or (kinds["you"] and is_own(kinds, place))
            or near(kinds, [place], kinds["where"])
        )
    ]


def seats_named(kinds: Kinds) -> list[Span]:
    """Return the places of work right behind `in`, or the employer's own: `en boutique`."""
    ends = {end for _, end in kinds["in"]}
    return [
        place
        for place in places_of(kinds)
        if (kinds.needs_in and place[0] in ends) or is_own(kinds, place)
    ]


def on_site(kinds: Kinds, there: list[Span]) -> Workplace | None:
    """Return on site if the work is done at a place of the employer."""
    if kinds["may"] or is_seldom(kinds) or in_clause(kinds, there, kinds["not"]):
        return None
    one_day = len(kinds["weekday"]) == 1 and not kinds["weekend"]
    if (kinds["some"] or one_day) and not kinds["all"]:
        return None  # `at the plant one day a week` leaves the others open
    seats = places_of(kinds)
    owned = [place for place in seats if _is_owned(kinds, place)]
    told = is_predicate(kinds, kinds["present"]) or near(kinds, kinds["present"], kinds["job"])
    told = told or near(kinds, _alone(kinds, there), kinds["all"] + kinds["must"])
    told = told or near(kinds, seats, kinds["you"]) or near(kinds, owned, kinds["job"])
    told = told or _begins_with_work(kinds, seats) or near(kinds, kinds["where"], seats)
    verbs = kinds["based" if kinds.has_verbs else "job"]
    told = told or near(kinds, _own_offices(kinds), verbs)
    return Workplace.ONSITE if told else None


def _alone(kinds: Kinds, there: list[Span]) -> list[Span]:
    """Return the places without those that belong to a word behind: `on-site audits`."""
    if kinds.per_word > 1:
        return there
    return [spot for spot in there if spot not in kinds["present"] or spot[1] not in kinds.others]


def at_client(kinds: Kinds, away: list[Span], there: list[Span]) -> Workplace | None:
    """Return on site if the work is done at a customer's every day, or nowhere else.

    Visits say nothing: `You install sensors at client sites`.
    """
    if denied(kinds, away + kinds["hybrid"], there + kinds["client"])[0]:
        return Workplace.ONSITE
    if away or kinds["hybrid"] or kinds["some"] or kinds["may"] or is_seldom(kinds):
        return None
    return Workplace.ONSITE if near(kinds, kinds["client"], kinds["all"]) else None


def is_predicate(kinds: Kinds, named: list[Span]) -> bool:
    """Return whether a clause ends in what it says of the job or the team: `We are remote`."""
    ends = kinds.clause_ends
    for start, end in named:
        last = end if end in ends else end + 1  # `an on-site team`
        if last in ends and end not in kinds.others and _has_subject(kinds, start):
            return True
    return False


def _has_subject(kinds: Kinds, at: int) -> bool:
    """Return whether a job or a team stands before a token, with known words between."""
    between = [at - end for _, end in kinds["job"] + kinds["we"] + kinds["where"]]
    return any(
        0 < apart <= BESIDE and kinds.others.keys().isdisjoint(range(at - apart, at))
        for apart in between
    )


def is_own(kinds: Kinds, place: Span) -> bool:
    """Return whether a place is the employer's own: `our old bakery`, `magazinul nostru`."""
    reach = BESIDE * kinds.per_word
    return any(
        0 <= place[0] - end < reach or 0 <= start - place[1] < kinds.per_word
        for start, end in kinds["own"]
    )


def _is_owned(kinds: Kinds, place: Span) -> bool:
    before = any(0 <= place[0] - end < 1 for _, end in kinds["ours"])
    return before or is_own(kinds, place)


def _begins_with_work(kinds: Kinds, seats: list[Span]) -> bool:
    """Return whether a short sentence is about work in a place: `Work in a bakery, night shift`."""
    first = min((start for start, _ in kinds["job"]), default=1)
    short = kinds.size <= SHORT * kinds.per_word
    return (
        short
        and not kinds["we"]
        and (not first or kinds.per_word > 1)
        and near(kinds, seats, kinds["job"])
    )


def _own_offices(kinds: Kinds) -> list[Span]:
    """Return the employer's own offices that something is in: `in our Leeds office`."""
    reach = BESIDE * kinds.per_word
    return [
        office
        for office in kinds["office"]
        if is_own(kinds, office)
        and (not kinds.needs_in or any(0 <= office[0] - end <= reach for _, end in kinds["in"]))
    ]
