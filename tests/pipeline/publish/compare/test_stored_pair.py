# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import pytest
from sqlalchemy import select

from models.tables import job_posting
from models.vocab import Education, SkillGroup, Workplace
from pipeline.errors import UsageError
from pipeline.figures.compare import HIGHER
from pipeline.filters.filters import Filters
from pipeline.publish.compare.comparison_json import comparison_record
from pipeline.publish.compare.stored_pair import stored_comparison, stored_pair, two_roles

ENGINEER, SCIENTIST = "Machine Learning Engineer", "Research Scientist (AI/ML)"


@pytest.fixture
def people(make):
    """Make 24 engineers and 24 scientists of as many employers, in one country."""
    return [
        make(
            f"{role}{n}", (low + 1_000 * n, low + 20_000 + 1_000 * n), role=role, country="US",
            level="senior", company=f"Firm {n}", language="en", skills=skills,
            education=Education.MASTER, education_required=True,
            education_fields=("computer_science", "mathematics"), experience_min=years,
            workplace=Workplace.REMOTE if n % 2 else Workplace.HYBRID, industry="finance",
        )
        for role, low, skills, years in (
            (ENGINEER, 200_000, ("Docker", "Python"), 3), (SCIENTIST, 100_000, ("Python",), 5),
        )
        for n in range(24)
    ]  # fmt: skip


def test_a_store_gives_the_figures_of_two_roles(people, store, database_url):
    found = stored_pair(store(people, database_url), "ML engineer", "research scientist")
    assert found.roles == (ENGINEER, SCIENTIST)
    assert [(side.jobs, side.described, side.employers) for side in found.counts] == [(24,) * 3] * 2
    senior = next(pair for pair in found.pay if pair.level)
    assert senior.one.median_by_job == 221_500
    assert senior.verdict_by_job == senior.verdict_by_employer == HIGHER
    assert found.same_job_verdict == HIGHER
    assert [side.median for side in found.years] == [3, 5]
    assert found.employers.both == 24
    shares = found.shares.set_index(["subject", "name"])
    assert shares.loc[("mlops", "Docker"), "verdict"] == HIGHER
    assert shares.loc[("workplace", "remote"), "one_share"] == 0.5
    assert shares.loc[("education_field", "mathematics"), "other_jobs"] == 24
    assert shares.loc[("degree", "required"), "one_share"] == 1
    groups = [name for name in shares.index.get_level_values(0).unique() if name in set(SkillGroup)]
    assert groups == ["language", "mlops"]


def test_filters_choose_the_jobs(people, store, database_url):
    engine = store(people, database_url)
    remote = Filters.of_record({"workplace": ["remote"]})
    assert [
        side.jobs for side in stored_pair(engine, ENGINEER, SCIENTIST, filters=remote).counts
    ] == [12, 12]
    nothing = Filters.of_record({"country": ["FR"]})
    found = stored_pair(engine, ENGINEER, SCIENTIST, filters=nothing)
    assert (found.people.total, found.pay, len(found.shares)) == (0, (), 0)
    with engine.connect() as connection:
        assert len(connection.execute(select(job_posting.c.posting_id)).all()) == 48


def test_ids_of_chosen_jobs_have_the_search_words(people, store):
    remote = Filters.of_record({"workplace": ["remote"]})
    found = stored_comparison(store(people), two_roles(ENGINEER, SCIENTIST), filters=remote)
    record = comparison_record(found)
    cells = [cell for pair in record["pay"] for cell in pair["cells"] if cell]
    ids = [row["id"] for row in (*record["pay"], *record["shares"], *cells)]
    assert len(cells) > 1
    assert all("workplace=remote" in each for each in ids)


def test_an_empty_store_has_two_roles_without_jobs(store, database_url):
    found = stored_pair(store([], database_url), ENGINEER, SCIENTIST)
    assert [side.jobs for side in found.counts] == [0, 0]
    assert found.pay == ()


def test_an_unknown_role_and_one_role_twice_are_errors(store):
    engine = store([])
    with pytest.raises(UsageError, match="no role is called"):
        stored_pair(engine, "Chief Banana", SCIENTIST)
    with pytest.raises(UsageError, match="named twice"):
        stored_pair(engine, SCIENTIST, "research scientist")
