"""Read the workplace that a sentence tells by its words: who works where, how often, or not there.

`Dos días en la oficina y tres en casa` names no arrangement. Its words do: a number of days beside
a place. The kinds of words are those of workplace_words.csv. Unsure is None.
"""

from collections.abc import Sequence

from models.vocab import Workplace
from pipeline.clean.workplace.word_kinds import Kinds, Span

NEAR = 9
"""The most words between a place and the word that tells how often, or that somebody works."""
BESIDE = 3
"""The most words between the parts of a phrase: `in`, `our`, `bakery`."""
CLAUSE = 7
"""The most words between a denial and the place that it denies."""

SHORT = 10
"""The most words of a sentence that has no verb."""


def decided(kinds: Kinds) -> Workplace | None:
    """Return the workplace that the words of a sentence tell together."""
    away, there = kinds["home"] + kinds["free"], _there(kinds)
    if kinds["other"] or kinds["third"] or _of_product(kinds, [*away, *there, *kinds["hybrid"]]):
        return None
    if is_hybrid(kinds):
        return Workplace.HYBRID
    if not (away or there):
        return Workplace.REMOTE if kinds["nowhere"] else None
    not_away, not_there = denied(kinds, away + kinds["hybrid"], there)
    if not_away and not_there:
        return Workplace.HYBRID if kinds["all"] else None
    if not (not_away or not_there) and _part_of_week(kinds, away, there):
        return Workplace.HYBRID
    if kinds["nowhere"]:
        return None if days_of(kinds) and not _seldom(kinds) else Workplace.REMOTE
    return _of_one(kinds, away, there, refused=(not_away, not_there))


def _of_one(
    kinds: Kinds, away: list[Span], there: list[Span], *, refused: tuple[bool, bool]
) -> Workplace | None:
    """Return the workplace of a sentence about whole weeks."""
    not_away, not_there = refused
    if away and there:
        return _of_both(kinds, not_away=not_away, not_there=not_there)
    if away:
        return _elsewhere(kinds, away, not_away=not_away)
    return None if not_there else _on_site(kinds, there)


def _of_product(kinds: Kinds, named: list[Span]) -> bool:
    """Return whether the clause of a place is about a product, a customer or experience."""
    return _in_clause(kinds, named, kinds["product"])


def is_hybrid(kinds: Kinds) -> bool:
    """Return whether the work is hybrid. `Hybrid` beside another word is about that: a car."""
    about = kinds["job"] + kinds["mode"] + kinds["we"]
    walls = [*kinds.breaks, *(start for start, _ in kinds["in"]), *kinds.others]
    work = [word for word in kinds["hybrid"] if _joined([word], about, kinds.per_word, walls)]
    if not work and kinds["hybrid"]:
        at_places = days_of(kinds) and (kinds["home"] or kinds["office"] or kinds["present"])
        work = kinds["hybrid"] if at_places else []
    return bool(work) and not _in_clause(kinds, work, kinds["not"])


def _there(kinds: Kinds) -> list[Span]:
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
            or (kinds["you"] and _is_own(kinds, place))
            or near(kinds, [place], kinds["where"])
        )
    ]


def _is_own(kinds: Kinds, place: Span) -> bool:
    """Return whether a place is the employer's own: `our old bakery`, `magazinul nostru`."""
    reach = BESIDE * kinds.per_word
    return any(
        0 <= place[0] - end < reach or 0 <= start - place[1] < kinds.per_word
        for start, end in kinds["own"]
    )


def _part_of_week(kinds: Kinds, away: list[Span], there: list[Span]) -> bool:
    """Return whether the sentence tells some days of the week beside a place."""
    if kinds["rest"] and away and there:
        return True
    if _seldom(kinds):
        return False
    if not away and not (kinds["office"] or kinds["present"]):
        return False  # days of a shop or a shift
    days = days_of(kinds)
    return near(kinds, [*away, *there], days) or bool(kinds["rest"] and days and away)


def _seldom(kinds: Kinds) -> bool:
    """Return whether the sentence tells so few days that they are no part of each week."""
    monthly = any(
        0 <= day[0] - number[1] < BESIDE for number in kinds["many"] for day in kinds["day"]
    )
    return bool(kinds["rare"] or (kinds["month"] and not monthly))


def days_of(kinds: Kinds) -> list[Span]:
    """Return where the sentence tells some days of the week, or a part of the time."""
    reach = BESIDE * kinds.per_word
    counted = [
        (number[0], day[1])
        for number in kinds["number"] + (kinds["many"] if kinds["month"] else [])
        for day in kinds["day"]
        if 0 <= day[0] - number[1] < reach
    ]
    whole = kinds["all"] or kinds["weekend"]  # `Tuesday to Saturday` are the days of a shop
    return [*kinds["some"], *counted, *(() if whole else kinds["weekday"])]


def _of_both(kinds: Kinds, *, not_away: bool, not_there: bool) -> Workplace | None:
    """Return the workplace of a sentence that names home and the employer's place."""
    if not_there and not not_away:
        return Workplace.REMOTE
    if not_away and not kinds["free"]:
        return Workplace.ONSITE
    if kinds["may"]:
        return None
    to_home = _distance(kinds["home"] + kinds["free"], kinds["all"])
    to_site = _distance(_there(kinds), kinds["all"])
    if to_site < to_home and near(kinds, kinds["home"], kinds["not"]):
        return Workplace.ONSITE
    return Workplace.REMOTE if to_home < to_site and not kinds["not"] else None


def _elsewhere(kinds: Kinds, away: list[Span], *, not_away: bool) -> Workplace | None:
    """Return the workplace of a sentence that names home, or any place."""
    if not_away:
        return None if set(kinds["free"]) - set(kinds["home"]) else Workplace.ONSITE
    if kinds["rest"] and _seldom(kinds):
        return Workplace.REMOTE  # `We meet twice a year, the rest is remote`
    if _in_clause(kinds, away, kinds["rare"] + kinds["month"]):
        return None
    people = kinds["you"] + kinds["we"]
    home = [each for each in kinds["home"] if each not in kinds["free"]]
    if near(kinds, kinds["free"], kinds["job"] + people + home):
        return Workplace.REMOTE
    if near(kinds, away, kinds["all"]):
        return Workplace.REMOTE
    if _is_predicate(kinds, away):
        return Workplace.REMOTE
    told = people if len(kinds["job"]) == 1 else kinds["job"]
    works = near(kinds, away, kinds["job"]) and near(kinds, away, told)
    works = works or any(job[0] == 0 for job in kinds["job"])  # `Work from home with us`
    return Workplace.REMOTE if works and not kinds["may"] else None


def _on_site(kinds: Kinds, there: list[Span]) -> Workplace | None:
    """Return on site if the work is done at a place of the employer."""
    if kinds["may"] or _seldom(kinds) or _in_clause(kinds, there, kinds["not"]):
        return None
    if _is_predicate(kinds, kinds["present"]):
        return Workplace.ONSITE
    if near(kinds, there, kinds["all"] + kinds["must"]) or near(
        kinds, kinds["present"], kinds["job"]
    ):
        return Workplace.ONSITE
    seats = places_of(kinds)
    owned = [place for place in seats if _is_owned(kinds, place)]
    told = near(kinds, seats, kinds["you"]) or near(kinds, owned, kinds["job"])
    told = told or _begins_with_work(kinds, seats) or near(kinds, kinds["where"], seats)
    verbs = kinds["based" if kinds.has_verbs else "job"]
    told = told or near(kinds, _own_offices(kinds), verbs)
    return Workplace.ONSITE if told else None


def _is_predicate(kinds: Kinds, named: list[Span]) -> bool:
    """Return whether a clause ends in what it says of the job or the team: `We are remote`."""
    ends = {kinds.size, *kinds.breaks, *(start for start, _ in kinds["and"])}
    subjects = kinds["job"] + kinds["we"] + kinds["where"]
    for start, end in named:
        last = end if end in ends else end + 1  # `an on-site team`
        before = [subject for subject in subjects if 0 < start - subject[1] <= BESIDE]
        if (
            last in ends
            and end not in kinds.others
            and any(
                not any(subject[1] <= other < start for other in kinds.others) for subject in before
            )
        ):
            return True
    return False


def _is_owned(kinds: Kinds, place: Span) -> bool:
    before = any(0 <= place[0] - end < 1 for _, end in kinds["ours"])
    return before or _is_own(kinds, place)


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
        if _is_own(kinds, office)
        and (not kinds.needs_in or any(0 <= office[0] - end <= reach for _, end in kinds["in"]))
    ]


def refuses_hybrid(kinds: Kinds) -> bool:
    """Return whether hybrid is denied: `no option for hybrid working`."""
    before = [word for word in kinds["not"] if any(word[0] < at for at, _ in kinds["hybrid"])]
    return _in_clause(kinds, kinds["hybrid"], before) and not days_of(kinds)


def _is_predicate(kinds: Kinds, named: list[Span]) -> bool:
    """Return whether a clause ends in what it says of the job or the team: `We are remote`."""
    ends = {kinds.size, *kinds.breaks, *(start for start, _ in kinds["and"])}
    subjects = kinds["job"] + kinds["we"] + kinds["where"]
    for start, end in named:
        last = end if end in ends else end + 1  # `an on-site team`
        before = [subject for subject in subjects if 0 < start - subject[1] <= BESIDE]
        if (
            last in ends
            and end not in kinds.others
            and any(
                not any(subject[1] <= other < start for other in kinds.others) for subject in before
            )
        ):
            return True
    return False


def _is_owned(kinds: Kinds, place: Span) -> bool:
    before = any(0 <= place[0] - end < 1 for _, end in kinds["ours"])
    return before or _is_own(kinds, place)


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
        if _is_own(kinds, office)
        and (not kinds.needs_in or any(0 <= office[0] - end <= reach for _, end in kinds["in"]))
    ]


def _own(kinds: Kinds) -> list[Span]:
    """Return the places of work that are the employer's own: `the kitchen of our restaurant`."""
    after = {start for start, _ in kinds["after"]}
    places = [place for place in kinds["place"] if place[1] not in after]
    return [p for p in places if _joined([p], kinds["own"], BESIDE * kinds.per_word, kinds.breaks)]


def denied(kinds: Kinds, home: list[Span], there: list[Span]) -> tuple[bool, bool]:
    """Return whether home is denied, and whether the employer's place is.

    A denial denies the nearest of the places in its clause, of two as near the one behind it.
    """
    found = [False, False]
    walls = [*kinds.breaks, *(start for start, _ in kinds["and"])]
    for denial in kinds["not"]:
        apart = [
            (_distance([place], [denial]) + (place < denial), which)
            for which, places in enumerate((home, there))
            for place in places
            if _joined([place], [denial], CLAUSE * kinds.per_word, walls)
        ]
        if apart:
            found[min(apart)[1]] = True
    return found[0], found[1]


def _in_clause(kinds: Kinds, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Return whether one of the spots is near one of the others, in one clause."""
    return _joined(places, others, CLAUSE * kinds.per_word, kinds.breaks)


def near(kinds: Kinds, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Return whether one of the spots is near one of the others, without a bar between them."""
    return _joined(places, others, NEAR * kinds.per_word, kinds.bars)


def _joined(
    places: Sequence[Span], others: Sequence[Span], reach: int, walls: Sequence[int]
) -> bool:
    for place in places:
        for other in others:
            first, second = sorted((place, other))
            begin, end = first[1], second[0]
            if end - begin <= reach and not any(begin <= wall <= end for wall in walls):
                return True
    return False


def _distance(places: Sequence[Span], others: Sequence[Span]) -> int:
    """Return the fewest tokens between one of the spots and one of the others."""
    apart = (max(a[0], b[0]) - min(a[1], b[1]) for a in places for b in others)
    return min(apart, default=1_000)


def about_product(kinds: Kinds) -> bool:
    """Return whether the words that follow are about a product or a customer: `we advise on …`."""
    ends = [end for _, end in kinds["product"] + kinds["third"]]
    last = max(ends, default=None)
    if last is None:
        return False
    return kinds.size - last <= CLAUSE * kinds.per_word and max(kinds.breaks, default=-1) < last
