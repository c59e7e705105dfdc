import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from models.vocab import Education, Relevance, SkillGroup, Workplace
from pipeline.errors import UsageError
from pipeline.publish.compare.compare import compare, compare_stored
from pipeline.publish.compare.page import GROUPS, as_json, render, sections
from pipeline.publish.compare.role_figures import Share

ENGINEER, SCIENTIST = "Machine Learning Engineer", "Research Scientist (AI/ML)"
PAY = (100_000, 140_000)


@pytest.fixture
def people(make):
    """Make ten engineers of ten employers and five scientists of five."""
    engineers = [
        make(
            f"e{n}", PAY, role=ENGINEER, company=f"Firm {n}", language="en",
            skills=("Docker", "Python") if n < 8 else ("Python",),
            education=Education.BACHELOR, education_required=n < 6,
            education_fields=("computer_science",), experience_min=n,
            workplace=Workplace.REMOTE if n < 5 else None, industry="finance" if n < 5 else None,
        )
        for n in range(10)
    ]  # fmt: skip
    scientists = [
        make(
            f"s{n}", role=SCIENTIST, company=f"Lab {n}", language="en",
            skills=("PyTorch", "Python"), education=Education.DOCTORATE, experience_min=2,
        )
        for n in range(5)
    ]  # fmt: skip
    return [*engineers, *scientists]


def compared(rows):
    return compare(rows, ENGINEER, SCIENTIST)


def skill(found, name):
    return next(s for s in found.skills if s.skill == name)


def part(found, heading):
    return {row[0]: row[1:] for row in dict(sections(found))[heading]}


def test_each_role_has_its_counts(people):
    found = compared(people)
    assert (found.left.postings, found.left.employers, found.left.described) == (10, 10, 10)
    assert (found.right.postings, found.right.employers, found.right.described) == (5, 5, 5)
    assert (found.left.label, found.right.label) == ("low", "very low")


def test_a_skill_has_its_shares_and_its_lift(people):
    found = compared(people)
    docker, torch = skill(found, "Docker"), skill(found, "PyTorch")
    assert (docker.left, docker.right) == (Share("Docker", 8, 10), Share("Docker", 0, 5))
    assert docker.lift == round((8.5 / 11) / (0.5 / 6), 2)
    assert torch.lift is not None
    assert torch.lift < 1
    assert part(found, "MLOps and infrastructure")["Docker"] == (
        "80% (8 of 10)",
        "0% (0 of 5)",
        "×9.3",
    )
    assert part(found, "Frameworks and libraries")["PyTorch"][2].startswith("÷")


def test_shares_are_of_the_postings_that_say_anything(people):
    found = compared(people)
    assert found.left.education == (Share("bachelor", 10, 10),)
    assert found.left.degree_required == Share("required", 6, 10)
    assert found.left.workplaces == (Share("remote", 5, 5),)
    assert found.left.industries == (Share("finance", 5, 5),)
    assert found.right.industries == ()
    assert part(found, "Fields of study")["computer science"][0] == "100% (10 of 10)"


def test_years_are_spread(people):
    spread = compared(people).left.experience
    assert (spread.n, spread.p25, spread.median, spread.p75) == (10, 2.25, 4.5, 6.75)


def test_pay_is_that_of_the_report(people):
    found = compared(people)
    assert found.left.pay is not None
    assert (found.left.pay.median_usd, found.left.pay.label) == (120_000, "low")
    assert part(found, "Advertised pay, USD a year")["Median"] == ("$120,000", "–", "")


def test_what_is_no_posting_of_the_field_or_a_duplicate_is_not_counted(people, make):
    others = [
        make("n", PAY, role=ENGINEER, ai_relevance=Relevance.NO),
        make("d", PAY, role=ENGINEER, duplicate_of="f" * 16),
        make("o", PAY, role="Data Engineer", skills=("dbt", "SQL")),
    ]
    assert compared([*people, *others]) == compared(people)


def test_a_thin_role_has_counts_and_no_shares(people):
    found = compared(people[:13])
    assert not found.right.shown
    docker = part(found, "MLOps and infrastructure")["Docker"]
    assert docker == ("80% (8 of 10)", "0 of 3", "")
    assert part(found, "Years of experience asked for")["at least"][1] == "3 postings say"


def test_one_employer_makes_no_share(people):
    for row in people:
        row.company = "Firm 1"
    found = compared(people)
    assert (found.left.label, found.left.postings) == ("too few", 10)
    assert skill(found, "Docker").lift is None


def test_a_posting_without_a_description_is_in_no_share_of_skills(people, make):
    bare = make("b", role=ENGINEER, company="Firm 11")
    found = compared([*people, bare])
    assert (found.left.postings, found.left.described) == (11, 10)
    assert skill(found, "Python").left == Share("Python", 10, 10)


def test_the_trust_in_shares_is_in_the_postings_with_a_description(people):
    for row in people[:7]:
        row.language, row.skills = None, ()
    found = compared(people).left
    assert (found.postings, found.described, found.label) == (10, 3, "too few")


def test_a_role_without_postings_is_compared_all_the_same(people):
    found = compared(people[:10])
    assert (found.right.postings, found.right.label, found.right.pay) == (0, "too few", None)
    assert render(found)


def test_every_group_has_a_heading():
    assert set(GROUPS) == set(SkillGroup)


def test_a_store_gives_the_same_as_its_rows(people, store):
    engine = store(people)
    assert compare_stored(engine, ENGINEER, SCIENTIST) == compared(people)
    with pytest.raises(UsageError, match="two different roles"):
        compare_stored(engine, ENGINEER, ENGINEER.lower())


def test_the_page_escapes_what_it_shows(people):
    for row in people:
        row.industry = "<script>alert(1)</script>"
    page = LexborHTMLParser(render(compared(people)))
    assert page.css("script, a, img, link") == []
    assert any("<script>" in cell.text() for cell in page.css("th"))
    assert "Machine Learning Engineer or Research Scientist (AI/ML)" in page.css("h1")[0].text()


def test_the_structure_is_json(people):
    told = json.loads(json.dumps(as_json(compared(people)), default=str))
    assert told["left"]["skills"] == {"Docker": 8, "Python": 10}
    assert told["skills"][0]["left"] == {"name": "Python", "n": 10, "of": 10}


def test_the_command_tells_what_is_wrong(payband):
    assert "no role is called" in payband("compare", "Wizard", ENGINEER, code=2).stderr
    wrong = payband("compare", ENGINEER, SCIENTIST, "-o", "x.pdf", code=2)
    assert "must end in .html" in wrong.stderr


def test_the_command_writes_a_page(payband, tmp_path):
    payband("db", "upgrade")
    payband("compare", ENGINEER, SCIENTIST, "-o", "x.html")
    assert "<h1>" in (tmp_path / "x.html").read_text(encoding="utf-8")
    assert json.loads(payband("compare", ENGINEER, SCIENTIST, "--json").stdout)["skills"] == []
