"""The role: from the title; the board's category and the description only break ties."""

from pipeline.clean.role_hints import told_title
from pipeline.clean.stage import Doubt, Evidence, Job, Reading
from pipeline.clean.title_role import read_role, roles


def role(job: Job) -> Reading:
    """Return role and role_family; doubt `role_unknown` where no rule fits the title."""
    title, told = job.texts.title, told_title(job)
    read = read_role(told)
    if read.form is None:
        doubts = (Doubt("role_unknown", "role", title),) if title.strip() else ()
        return Reading(doubts=doubts)
    row = roles()[read.form.role]
    rule = f"role_forms.csv: {read.form.head} + {read.form.fields or 'no field'}"
    hint = f", told by {told[len(title) + 3 :]!r}" if told != title else ""
    return Reading(
        {"role": row.role, "role_family": row.family},
        evidence=(Evidence("role", read.text, rule + hint),),
    )
