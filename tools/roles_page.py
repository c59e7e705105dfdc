"""Make docs/roles.md, the taxonomy of roles, from rules/title/roles.csv and the forms' examples.

`python -m tools.roles_page` writes the page.
"""

import hashlib
from itertools import islice
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.clean.title.title_role import roles
from pipeline.rules.rows.title import Form, Role, Version
from pipeline.rules.rulebook import read_rules

DOCS = Path("docs/roles.md")
EXAMPLES = 6
HEAD = """\
# Roles

What a posting's `role` may be: {count} roles in {families} families. Version {version} of {day}
({change}). Made from `pipeline/rules/title/roles.csv` by `python -m tools.roles_page`; a test
fails where this page is out of date, and where roles change under an old version.

- The title decides. Of a compound ("Data Engineer / Data Scientist") the first discipline counts.
  Where it says too little ("Analyst"), the board's own category, then the description, may tell;
  they never overrule a clear title.
- The level is no part of the role, but heads and managers of data and AI teams are
  Data & AI Leadership.
- Teachers, recruiters and sellers are Not-AI, whatever they teach, recruit for or sell.
- What can't be told stays empty, with the issue `role_unknown`.
- *Relevance* is the role's own; beside it, what it becomes where the title names data, or AI.
  A form of a title may say otherwise (`relevance` in role_forms.csv).
"""


def versions() -> tuple[Version, ...]:
    """Return the versions of the taxonomy, the newest last."""
    return read_rules(Version)


def digest() -> str:
    """Return a digest of the present roles and families: 10 hex digits of SHA-256."""
    names = "\n".join(sorted(f"{row.role}\t{row.family}" for row in roles().values()))
    return hashlib.sha256(names.encode()).hexdigest()[:10]


def page() -> str:
    """Return the page as Markdown."""
    families = dict.fromkeys(row.family for row in roles().values())
    now = versions()[-1]
    head = HEAD.format(
        count=len(roles()),
        families=len(families),
        version=now.version,
        day=now.day,
        change=now.change,
    )
    return "\n".join([head, *map(_family, families)])


def _family(family: str) -> str:
    told = [_role(row) for row in roles().values() if row.family == family]
    return "\n".join([f"## {family[0].upper()}{family[1:]}\n", *told])


def _role(row: Role) -> str:
    named = dict.fromkeys(form.example for form in read_rules(Form) if form.role == row.role)
    return (
        f"### {row.role}\n\n{row.belongs}\n\n"
        f"- Elsewhere: {row.elsewhere}\n"
        f"- Relevance: {row.relevance}; with data {row.with_data}, with AI {row.with_ai}.\n"
        f"- Titles: {'; '.join(islice(named, EXAMPLES))}.\n"
    )


def main() -> None:
    """Write the page."""
    with replacing(DOCS) as file:
        file.write(page().encode())


if __name__ == "__main__":
    main()
