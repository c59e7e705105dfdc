"""The stages of cleaning in the order they run. A stage may read values of earlier ones."""

from pipeline.clean.dates.dates import dates
from pipeline.clean.employer.company import company
from pipeline.clean.employer.department import department
from pipeline.clean.employer.industry import industry
from pipeline.clean.employment.employment import employment
from pipeline.clean.language import language
from pipeline.clean.pay.equity import equity
from pipeline.clean.pay.pay import pay
from pipeline.clean.place.place import place
from pipeline.clean.place.remote_from import remote_from
from pipeline.clean.requirements.education import education
from pipeline.clean.requirements.experience import experience
from pipeline.clean.requirements.skill_finder import skills
from pipeline.clean.stage import Stage
from pipeline.clean.title.level import level
from pipeline.clean.title.relevance import relevance
from pipeline.clean.title.role import role
from pipeline.clean.title.short_title import title
from pipeline.clean.url import url
from pipeline.clean.workplace.workplace import workplace

STAGES: tuple[Stage, ...] = (
    url,
    title,
    company,
    experience,
    role,
    level,  # may read the years of experience
    relevance,
    employment,
    workplace,
    place,
    remote_from,  # reads the workplace
    education,  # reads the country
    dates,
    industry,
    department,
    skills,
    language,
    equity,
    pay,  # reads the country, the level and the day
)
