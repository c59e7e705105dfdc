import pytest

from models.raw import RawPosting
from models.vocab import SkillGroup
from pipeline.clean.requirements.skill_finder import find_skills, groups, read_skills, skills
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rows.requirements import Cue, SkillForm
from pipeline.rules.rulebook import read_rules
from tests.support.evidence import without_lines
from tests.support.rows import every_row

FORMS = read_rules(SkillForm)
CUES = read_rules(Cue)


def named(text):
    return {n.skill for n in find_skills(text)}


@every_row("row", [r for r in FORMS if r.skill], ids=lambda r: f"{r.phrase} {r.use}")
def test_a_form_is_found_in_its_example(row):
    found = {n.skill: n.text for n in find_skills(row.example)}
    assert row.phrase.rstrip("*") in row.example
    assert row.skill in found
    assert row.group in set(SkillGroup)


def another_case():
    """Yield the forms that are words of another meaning in another case."""
    written = {(row.skill, row.phrase) for row in FORMS}
    anyhow = {row.phrase.casefold() for row in FORMS if row.use in ("any", "company")}
    for row in FORMS:
        named_so = (row.skill, row.phrase.swapcase()) in written or row.phrase.casefold() in anyhow
        if row.use not in ("any", "company") and not named_so:
            yield row


@every_row("row", another_case(), ids=lambda r: r.phrase)
def test_a_form_in_another_case_is_another_word(row):
    assert row.skill not in named(f"They saw {row.phrase.swapcase()} there.")


@every_row("row", [r for r in FORMS if r.use == "near"], ids=lambda r: r.phrase)
def test_a_doubtful_form_alone_is_a_word(row):
    assert row.skill not in named(f"They saw {row.phrase} there.")


@every_row("row", [r for r in FORMS if not r.skill], ids=lambda r: r.phrase)
def test_what_misleads_is_hidden(row):
    assert row.phrase.casefold() in row.example.casefold()
    hidden = [n for n in find_skills(row.example) if n.text.casefold() in row.phrase.casefold()]
    assert hidden == []
    seen = {r.phrase.casefold() for r in FORMS if r.skill}
    assert any(form in row.phrase.casefold() for form in seen), "there is nothing to hide"


@every_row("row", CUES, ids=lambda r: r.phrase)
def test_a_cue_backs_a_doubtful_form(row):
    assert named(row.example) == {"Go"}


def test_no_form_stands_twice():
    keys = [(row.phrase, row.use) for row in FORMS]
    assert sorted(keys) == sorted(set(keys))
    assert len({cue.phrase for cue in CUES}) == len(CUES)


def test_a_skill_is_of_one_group():
    assert len({(row.skill, row.group) for row in FORMS if row.skill}) == len(groups())
    assert len(groups()) >= 450


@every_row(
    ("text", "skills"),
    [
        # letters and words that are languages only among their like
        ("Python, R, SQL", {"Python", "R", "SQL"}),
        ("R or Python", {"Python", "R"}),
        ("R, Go", {"R", "Go"}),
        ("Go, Go", set()),
        ("Python, R&D, Go", {"Python"}),
        ("Excel, communication", set()),
        ("Our R&D team", set()),
        ("C, C++ and C#", {"C", "C++", "C#"}),
        ("C/C++", {"C", "C++"}),
        ("Plan C is to hire more people", set()),
        ("Report to C-level leaders", set()),
        ("Services in Go/Rust", {"Go", "Rust"}),
        ("Go ahead and apply", set()),
        ("We use Python. Go ahead and apply", {"Python"}),
        ("go-to-market strategy with SQL", {"SQL"}),
        ("Golang", {"Go"}),
        ("written in Go", {"Go"}),
        ("Go services on GCP", {"Go", "Google Cloud"}),
        ("You excel at SQL", {"SQL"}),
        ("You excel at Excel, SQL", {"Excel", "SQL"}),
        ("Excel skills", {"Excel"}),
        ("MS Excel", {"Excel"}),
        ("Excel in your job", set()),
        ("Models that spark joy", set()),
        ("Spark and Kafka", {"Apache Spark", "Apache Kafka"}),
        ("the Rust Belt", set()),
        ("React to customers quickly", set()),
        ("React, TypeScript", {"React", "TypeScript"}),
        ("at a larger scale", set()),
        ("su larga scala", set()),
        ("Scala", {"Scala"}),
        ("Julia leads the team", set()),
        ("Python, Julia, MATLAB", {"Python", "Julia", "MATLAB"}),
        ("a snowflake in winter", set()),
        ("Snowflake, dbt", {"Snowflake", "dbt"}),
        ("Ray of hope", set()),
        ("Ray, Dask", {"Ray", "Dask"}),
        ("a dash of humour", set()),
        ("airflow in turbines", set()),
        ("Spring 2027 internship, Python", {"Python"}),
        ("Java, Spring, Hibernate", {"Java", "Spring", "Hibernate"}),
        ("express yourself", set()),
        ("Node.js and Express", {"Node.js", "Express"}),
        ("unity of purpose", set()),
        ("SAS au capital de 10 000 euros", set()),
        ("R, SAS, SPSS", {"R", "SAS", "SPSS"}),
        ("less is more", set()),
        ("needle in a haystack", set()),
        ("a rag doll and a bert", set()),
        ("BERT, RAG", {"BERT", "Retrieval-augmented generation"}),
        ("the tableau by the door", set()),
        ("Tableau de bord", {"Dashboards"}),
        ("travaux au tableau", set()),
        ("laurea in Informatica", set()),
        ("net salary (net)", set()),
        ("C#, .NET", {"C#", ".NET"}),
        ("see github.com/acme and acme.notion.so", set()),
        # ways of writing
        ("scikit learn, sklearn, scikit-learn", {"scikit-learn"}),
        ("node.js / NodeJS", {"Node.js"}),
        ("PYTHON", {"Python"}),
        ("large-language models", {"Large language models"}),
        ("LLMs", {"Large language models"}),
        ("CI / CD", {"CI/CD"}),
        ("K8s", {"Kubernetes"}),
        ("A/B-Tests", {"A/B testing"}),
        ("Weights & Biases", {"Weights & Biases"}),
        ("HTML+CSS", {"HTML", "CSS"}),
        ("Python\nR\nSQL", {"Python", "R", "SQL"}),
        ("Python’s", {"Python"}),
        ("pythonic javanese", set()),
        # other languages
        ("Python-Kenntnisse und maschinelles Lernen", {"Python", "Machine learning"}),
        ("R-Kenntnisse", {"R"}),
        ("l'apprentissage automatique et l'usage d'Airflow", {"Machine learning", "Airflow"}),
        ("expérience avec Go", {"Go"}),
        ("aprendizaje automático", {"Machine learning"}),
        ("aprendizado de máquina", {"Machine learning"}),
        ("uczenia maszynowego w Pythonie", {"Machine learning", "Python"}),
        ("datamodellering", {"Data modelling"}),
        ("機械学習とPython、SQLの経験", {"Machine learning", "Python", "SQL"}),
        (
            "熟悉大模型、关系型数据库和数据建模",
            {"Large language models", "Relational databases", "Data modelling"},
        ),
        ("Vektordatenbanken und Wissensgraphen", {"Vector databases", "Knowledge graphs"}),
        ("Vektordatenbankspezialistinnen", set()),
        ("Experience with Agile/Scrum", {"Agile", "Scrum"}),
        ("Open Telemetry and ML operations", {"OpenTelemetry", "MLOps"}),
        ("Our repo has 12k GitHub stars", set()),
        ("You will support the computational biology team", set()),
        ("Java와 Kotlin을", {"Java", "Kotlin"}),
        ("熟悉Go和Swift", {"Go", "Swift"}),
        ("会用R或Python", {"R", "Python"}),
        ("GoまたはSwiftでの開発", {"Go", "Swift"}),
        ("Kennzahlen in Excel pflegen", {"Excel"}),
        ("Unsere Daten liegen in Excel-Listen", set()),
        ("Write Rust for a time-series database", {"Rust"}),
        ("embedded Linux", {"Linux"}),
    ],
)
def test_skills_are_named(text, skills):
    assert named(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("PhD in Machine Learning or Robotics", set()),
        ("MSc in Robotics\nRobotics in practice", {"Robotics"}),
        ("MSc in Statistics, 3 years of machine learning", {"Machine learning"}),
        ("Master's degree in Machine Learning; Python", {"Python"}),
    ],
)
def test_what_is_studied_is_no_skill(text, skills):
    assert {n.skill for n in read_skills("", text)} == skills


def test_the_stage_sorts_tells_why_and_leaves_out_the_employer():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    texts = Texts(title="Python Developer", description="SQL and GitLab; Python; dbt")
    reading = skills(Job(raw, texts, {"company": "GitLab"}))
    assert reading.values == {"skills": ("dbt", "Python", "SQL")}
    assert (reading.evidence[0].text, without_lines(reading.evidence[0].rule)) == (
        "dbt",
        "requirements/skills.csv: dbt",
    )


def test_nothing_said_is_nothing():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    assert skills(Job(raw, Texts())).values == {"skills": ()}
