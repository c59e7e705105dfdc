"""What no rule maps: the values in doubt, the most frequent first."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from models.tables import issue

# The issues that a rule would settle, by what one calls the value in doubt.
CODES = {
    "title": ("role_unknown",),
    "level": ("level_unknown",),
    "employment": ("employment_unknown",),
    "workplace": ("workplace_unknown",),
    "location": ("place_unknown", "place_ambiguous"),
    "date": ("date_unread",),
    "salary": ("pay_unparsed", "currency_unknown", "period_unknown"),
}


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A value no rule maps, the issue it raised, in how many postings, and one of those."""

    value: str
    code: str
    postings: int
    posting_id: str


def unmapped(engine: Engine, field: str, top: int) -> list[Unmapped]:
    """Return the `top` values of a field (a key of CODES) that stand in most postings.

    Postings that gave no value are left out: there is nothing to map.
    """
    held = func.count(issue.c.posting_id.distinct()).label("postings")
    query = (
        select(issue.c.raw_value, issue.c.code, held, func.min(issue.c.posting_id))
        .where(issue.c.code.in_(CODES[field]), issue.c.raw_value.is_not(None))
        .group_by(issue.c.raw_value, issue.c.code)
        .order_by(held.desc(), issue.c.raw_value, issue.c.code)
        .limit(top)
    )
    with engine.connect() as connection:
        return [Unmapped(*row) for row in connection.execute(query)]
