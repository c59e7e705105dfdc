"""Find the role that a name or a title means."""

from pipeline.clean.title.title_role import read_role, roles
from pipeline.errors import UsageError
from pipeline.nearest import hint
from pipeline.text.fold import fold

REST = frozenset({"Not-AI", "Other-tech"})
"""Roles of all titles that have no role of their own: no word means one of these."""


def known_role(name: str) -> str:
    """Return the role with that name in any spelling, or else the role of a job with that title.

    Raises UsageError for any other name.
    """
    by_name = {fold(role): role for role in roles()}
    form = read_role(name).form
    found = by_name.get(fold(name)) or (form.role if form and form.role not in REST else "")
    if not found:
        raise UsageError(f"no role is called {name!r}; {hint(name, roles())}")
    return found
