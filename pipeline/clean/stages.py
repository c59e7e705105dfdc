"""The stages of cleaning, in the order they run: later ones may read what earlier ones found."""

from pipeline.clean.company import company
from pipeline.clean.dates import dates
from pipeline.clean.education import education
from pipeline.clean.employment import employment
from pipeline.clean.experience import experience
from pipeline.clean.industry import industry
from pipeline.clean.language import language
from pipeline.clean.level import level
from pipeline.clean.pay import pay
from pipeline.clean.place import place
from pipeline.clean.relevance import relevance
from pipeline.clean.remote_from import remote_from
from pipeline.clean.role import role
from pipeline.clean.skills import skills
from pipeline.clean.stage import Stage
from pipeline.clean.title import title
from pipeline.clean.url import url
from pipeline.clean.workplace import workplace

STAGES: tuple[Stage, ...] = (
    url,
    title,
    company,
    education,
    experience,
    role,
    level,  # may need the years of experience
    relevance,
    employment,
    workplace,
    place,
    remote_from,  # needs the workplace
    dates,
    industry,
    skills,
    language,
    pay,  # needs the country and the day
)
