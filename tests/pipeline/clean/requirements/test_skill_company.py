"""A verb and its object that many trades have need words of the skill's trade beside them."""

from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.rules.rows.requirements import SkillForm, SkillUse
from pipeline.rules.rows.skill_company import SkillCompany
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

FORMS = [row for row in read_rules(SkillForm) if row.use is SkillUse.COMPANY]


def named(text):
    return {found.skill for found in find_skills(text)}


@every_row(
    ("text", "skill", "is_named"),
    [
        ("You build pipelines in Spark", "CI/CD", False),
        ("build pipelines in Airflow", "CI/CD", False),
        ("Design and build pipelines for training data", "CI/CD", False),
        ("You build pipelines. Tests run in Jenkins.", "CI/CD", False),
        ("You keep our build pipelines in Jenkins fast", "CI/CD", True),
        ("GitLab: Build-Pipelines", "CI/CD", True),
        ("Managing agents, building agents and surveyors", "AI agents", False),
        ("Building agents with LLMs", "AI agents", True),
        ("Running experiments in the wet lab", "A/B testing", False),
        ("Running experiments on the checkout page", "A/B testing", True),
        ("Optimize performance of paid campaigns", "Performance tuning", False),
        ("Optimize performance of SQL queries", "Performance tuning", True),
        ("Collect and model data from clinical trials", "Data modelling", False),
        ("Model data in the warehouse", "Data modelling", True),
    ],
)
def test_a_form_of_many_trades_needs_company(text, skill, is_named):
    assert (skill in named(text)) == is_named


@every_row("row", FORMS, ids=lambda r: r.phrase)
def test_a_form_of_many_trades_alone_names_nothing(row):
    assert row.skill not in named(f"You {row.phrase} there.")


def test_the_words_of_a_trade_are_of_skills_with_such_forms():
    assert {row.skill for row in read_rules(SkillCompany)} == {row.skill for row in FORMS}
