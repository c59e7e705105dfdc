"""Stage: the skills and tools a posting names, in its title and its description."""

from functools import lru_cache

from pipeline.clean.education import study_places
from pipeline.clean.skill_finder import Named, find_skills
from pipeline.clean.stage import Evidence, Job, Reading


def skills(job: Job) -> Reading:
    """Return the names of the skills in alphabetical order: an edit elsewhere moves none.

    A skill of the employer's own name is left out: `At Snowflake we …` asks for nothing.
    """
    named = read_skills(job.texts.title, job.texts.description)
    employer = (job.values.get("company") or "").casefold()
    kept = [n for n in named if employer not in (n.skill.casefold(), n.text.casefold())]
    kept.sort(key=lambda n: (n.skill.casefold(), n.skill))
    evidence = tuple(Evidence("skills", n.text, f"skills.csv: {n.skill}") for n in kept)
    return Reading({"skills": tuple(n.skill for n in kept)}, evidence=evidence)


def read_skills(title: str, description: str) -> tuple[Named, ...]:
    """Return the skills named in a title or a description, each once."""
    told = find_skills(description, study_places(description))
    return tuple({named.skill: named for named in (*told, *_in_title(title))}.values())


@lru_cache(maxsize=65_536)
def _in_title(title: str) -> tuple[Named, ...]:
    return find_skills(title)
