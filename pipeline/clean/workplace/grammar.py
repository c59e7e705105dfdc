"""Read the workplace that a sentence tells by its words: who works where, how often, or not there.

`Dos días en la oficina y tres en casa` names no arrangement. Its words do: a number of days beside
a place. The kinds of words are those of workplace_words.csv. Unsure is None.
"""

from models.vocab import Workplace
from pipeline.clean.workplace.clauses import CLAUSE, denied, distance, in_clause, joined, near
from pipeline.clean.workplace.days import days_of, is_part_of_week, is_seldom
from pipeline.clean.workplace.known_words import Span
from pipeline.clean.workplace.premises import at_client, is_predicate, on_site, there_of
from pipeline.clean.workplace.word_kinds import Kinds


def decided(kinds: Kinds) -> Workplace | None:
    """Return the workplace that the words of a sentence tell together."""
    away, there = kinds["home"] + kinds["free"], there_of(kinds)
    if kinds["other"] or kinds["third"] or _of_product(kinds, [*away, *there, *kinds["hybrid"]]):
        return None
    if kinds["client"]:
        return at_client(kinds, away, there)
    if is_hybrid(kinds):
        return Workplace.HYBRID
    if away or there:
        return _of_places(kinds, away, there)
    return Workplace.REMOTE if kinds["nowhere"] else None


def _of_places(kinds: Kinds, away: list[Span], there: list[Span]) -> Workplace | None:
    """Return the workplace of a sentence that names home or a place of the employer."""
    not_away, not_there = denied(kinds, away + kinds["hybrid"], there)
    not_always = in_clause(kinds, kinds["not"], kinds["all"])
    if not_away and not_there:
        return Workplace.HYBRID if not_always else None
    open_week = not_always if not_there else not not_away
    if open_week and is_part_of_week(kinds, away, there):
        return Workplace.HYBRID
    if kinds["nowhere"]:
        return None if days_of(kinds) and not is_seldom(kinds) else Workplace.REMOTE
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
    if not_away:
        return Workplace.ONSITE  # `no hybrid working at our plant`
    return None if not_there else on_site(kinds, there)


def _of_both(kinds: Kinds, *, not_away: bool, not_there: bool) -> Workplace | None:
    """Return the workplace of a sentence that names home and the employer's place."""
    if not_there and not not_away:
        return Workplace.REMOTE
    if not_away and not kinds["free"]:
        return Workplace.ONSITE
    if kinds["may"]:
        return None
    to_home = distance(kinds["home"] + kinds["free"], kinds["all"])
    to_site = distance(there_of(kinds), kinds["all"])
    if to_site < to_home and near(kinds, kinds["home"], kinds["not"]):
        return Workplace.ONSITE
    return Workplace.REMOTE if to_home < to_site and not kinds["not"] else None


def _elsewhere(kinds: Kinds, away: list[Span], *, not_away: bool) -> Workplace | None:
    """Return the workplace of a sentence that names home, or any place."""
    if not_away:
        return None if set(kinds["free"]) - set(kinds["home"]) else Workplace.ONSITE
    if kinds["rest"] and is_seldom(kinds):
        return Workplace.REMOTE  # `We meet twice a year, the rest is remote`
    if in_clause(kinds, away, kinds["rare"] + kinds["month"]):
        return None
    people = kinds["you"] + kinds["we"]
    home = [each for each in kinds["home"] if each not in kinds["free"]]
    free = near(kinds, kinds["free"], kinds["job"] + people + home)
    if free or near(kinds, away, kinds["all"]) or is_predicate(kinds, away):
        return Workplace.REMOTE
    told = people if len(kinds["job"]) == 1 else kinds["job"]
    works = near(kinds, away, kinds["job"]) and near(kinds, away, told)
    works = works or any(job[0] == 0 for job in kinds["job"])  # `Work from home with us`
    return Workplace.REMOTE if works and not kinds["may"] else None


def _of_product(kinds: Kinds, named: list[Span]) -> bool:
    """Return whether the clause of a place is about a product, a customer or experience."""
    return in_clause(kinds, named, kinds["product"])


def about_product(kinds: Kinds) -> bool:
    """Return whether the words that follow are about something else: `we advise on …`.

    That is a product, a customer, or what is not the work: `The interview is fully remote`.
    """
    aside = [each for each in kinds["other"] if each not in kinds["mode"]]
    walls = [*kinds.breaks, *(start for start, _ in kinds["and"])]
    end = [(kinds.size, kinds.size)]
    reach = CLAUSE * kinds.per_word
    about = kinds["product"] + kinds["third"]
    return joined(about, end, reach, kinds.breaks) or joined(aside, end, reach, walls)


def is_hybrid(kinds: Kinds) -> bool:
    """Return whether the work is hybrid. `Hybrid` beside another word is about that: a car."""
    about = kinds["job"] + kinds["mode"] + kinds["we"]
    walls = [*kinds.breaks, *(start for start, _ in kinds["in"]), *kinds.others]
    work = [word for word in kinds["hybrid"] if joined([word], about, kinds.per_word, walls)]
    if not work and kinds["hybrid"]:
        at_places = days_of(kinds) and (kinds["home"] or kinds["office"] or kinds["present"])
        work = kinds["hybrid"] if at_places else []
    return bool(work) and not in_clause(kinds, work, kinds["not"])


def refuses(kinds: Kinds, kind: str) -> bool:
    """Return whether words of a kind are denied: `no hybrid working`, `not eligible for telework`.

    `kind` is `hybrid` or `home`.
    """
    before = [word for word in kinds["not"] if any(word[0] < at for at, _ in kinds[kind])]
    return in_clause(kinds, kinds[kind], before) and not days_of(kinds)
