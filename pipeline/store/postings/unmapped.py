"""Values that no rule maps, the most frequent first."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from models.tables import issue

# The issues that a new rule would settle, by kind of value.
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
    """A value that no rule maps, its issue code, the number of postings, and one of them."""

    value: str
    code: str
    postings: int
    posting_id: str


def unmapped(engine: Engine, field: str, top: int) -> list[Unmapped]:
    """Return the `top` values of a field (a key of CODES) that the most postings have.

    Postings without a value are left out: there is nothing to map.
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
