"""Find the role that a name or a title means."""

from pipeline.clean.title.title_role import read_role, roles
from pipeline.errors import UsageError
from pipeline.filters.misspelt import corrected, is_slip
from pipeline.filters.tell import Tell, silent
from pipeline.nearest import hint
from pipeline.text.fold import fold

REST = frozenset({"Not-AI", "Other-tech"})
"""Roles of all titles that have no role of their own: no word means one of these."""


def known_role(name: str, tell: Tell = silent) -> str:
    """Return the role with that name in any spelling, or else the role of a job with that title.

    `tell` gets a sentence where a title was read, since its role may be another than was meant.
    Raises UsageError for a misspelt name, with the one that is meant, and for any other name.
    """
    by_name = {_bare(role): role for role in roles()}
    if found := by_name.get(_bare(name)):
        return found
    role = _titled(name)
    if meant := corrected(name) or _slipped(name, role):
        raise UsageError(f"no role is called {name!r}; did you mean {meant!r}?")
    if not role:
        raise UsageError(f"no role is called {name!r}; {_with_words(name) or hint(name, roles())}")
    tell(f"role: {name!r} is read as a title: {role}")
    return role


def _bare(name: str) -> str:
    """Return a name without case, spaces and hyphens."""
    return fold(name).replace(" ", "")


def _with_words(name: str) -> str:
    """Return which roles have all words of the name; "" where none has."""
    wanted = set(fold(name).split())
    found = [role for role in roles() if wanted and wanted <= set(fold(role).split())]
    if len(found) == 1:
        return f"did you mean {found[0]!r}?"
    return f"roles with that word are {', '.join(found)}" if found else ""


def _slipped(name: str, read: str) -> str:
    """Return the name or the example of a role that is one slip away; "" where that was read."""
    near = {
        text: row.role
        for row in roles().values()
        for text in (row.role, row.example)
        if is_slip(fold(name), fold(text))
    }
    return "" if read in near.values() else next(iter(near), "")


def _titled(title: str) -> str:
    """Return the role of a job with that title; "" where it has none of its own."""
    form = read_role(title).form
    return form.role if form and form.role not in REST else ""
