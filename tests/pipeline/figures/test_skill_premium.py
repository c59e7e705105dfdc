# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pytest

from pipeline.figures.inference.within import within_difference
from pipeline.figures.skill_premium import STEPS, skill_list, skill_premiums, solid, vanished

EMPLOYERS = 60


@pytest.fixture
def planted(paid):
    """1,200 jobs. `rust` goes with seniority, `perks` with employers that pay; `cuda` adds 8%."""
    random = np.random.default_rng(5)
    n = 1_200
    employers = random.integers(0, EMPLOYERS, n)
    senior = random.random(n) < 0.4
    generous = np.arange(EMPLOYERS) % 3 == 0
    rust = random.random(n) < np.where(senior, 0.7, 0.1)
    perks = random.random(n) < np.where(generous[employers], 0.9, 0.02)
    cuda = random.random(n) < 0.3
    effect = 0.2 * generous + 0.1 * random.standard_normal(EMPLOYERS)
    logs = effect[employers] + 0.35 * senior + np.log(1.08) * cuda
    amounts = 120_000 * np.exp(logs + 0.05 * random.standard_normal(n))
    named = {"rust": rust, "perks": perks, "cuda": cuda}
    skills = ["; ".join(s for s, has in named.items() if has[i]) for i in range(n)]
    level = np.where(senior, "senior", "mid")
    return paid(amounts, [f"e{code}" for code in employers], level=level, skills=skills)


def step(premiums, skill, name):
    return premiums[(premiums["skill"] == skill) & (premiums["step"] == name)].iloc[0]


def test_a_premium_that_is_seniority_vanishes_with_level_held_fixed(planted):
    found = skill_premiums(planted, ["rust"])
    raw, same_job = step(found, "rust", "raw"), step(found, "rust", "same_job")
    assert raw["ratio"] > 1.15
    assert not raw["crosses"]
    assert same_job["crosses"]
    assert same_job["vanishes"]


def test_a_premium_that_is_the_employer_vanishes_within_employers(planted):
    found = skill_premiums(planted, ["perks"])
    assert not step(found, "perks", "same_job")["crosses"]
    assert step(found, "perks", "same_employer")["vanishes"]
    assert vanished(skill_premiums(planted, ["rust", "perks", "cuda"])) == {
        "same_job": 1, "same_employer": 1,
    }  # fmt: skip


def test_a_real_premium_stays_and_is_found(planted):
    last = step(skill_premiums(planted, ["cuda"]), "cuda", "same_employer")
    assert last["ratio"] == pytest.approx(1.08, abs=0.01)
    assert last["interval_low"] < 1.08 < last["interval_high"]
    assert not last["crosses"]
    assert last["employers"] > 50


def rows_of(found, skill):
    return list(found[found["skill"] == skill].itertuples(index=False))


def test_a_premium_is_solid_where_it_was_tested_within_the_same_job_and_stands(planted):
    found = skill_premiums(planted, ["rust", "perks", "cuda"])
    assert [solid(rows_of(found, skill)) for skill in ("rust", "perks", "cuda")] == [
        False, False, True,
    ]  # fmt: skip


def test_a_premium_that_was_tested_raw_only_is_not_solid(paid):
    # each level names the skill in all jobs, or in none: no stratum has both
    amounts = [100_000.0 + n for n in range(20)] + [150_000.0 + n for n in range(20)]
    level = ["mid"] * 20 + ["senior"] * 20
    skills = [None] * 20 + ["cuda"] * 20
    jobs = paid(amounts, [f"e{n % 20}" for n in range(40)], level=level, skills=skills)
    found = skill_premiums(jobs, ["cuda"])
    assert step(found, "cuda", "raw")["stands"]
    assert np.isnan(step(found, "cuda", "same_job")["ratio"])
    assert not solid(rows_of(found, "cuda"))


def test_of_many_skills_one_that_chance_explains_does_not_stand(paid):
    random = np.random.default_rng(3)
    n, most = 900, 40
    named = random.random((n, most)) < 0.3
    pay = 120_000 * np.exp(0.2 * random.standard_normal(n) + np.log(1.25) * named[:, 0])
    skills = ["; ".join(f"s{s}" for s in range(most) if has[s]) for has in named]
    jobs = paid(pay, [f"e{n % 60}" for n in range(n)], skills=skills)
    found = skill_premiums(jobs, [f"s{s}" for s in range(most)])
    tested = found[found["step"] == "same_job"]
    assert (~tested["crosses"]).sum() > 1  # by chance alone, but for the first
    assert tested[tested["stands"]]["skill"].tolist() == ["s0"]
    assert ((tested["p"] < 0.05) == ~tested["crosses"]).all()


def test_only_described_jobs_count(planted):
    silent = planted.assign(described=False)
    found = skill_premiums(silent, ["cuda"])
    assert found["ratio"].isna().all()
    assert set(found["why"]) == {"too few jobs with and without"}
    half = planted.assign(described=[n % 2 == 0 for n in range(len(planted))])
    assert step(skill_premiums(half, ["cuda"]), "cuda", "raw")["jobs_with"] < 200


def test_currencies_are_never_mixed(planted):
    """Half of the jobs in a currency of a hundredth: no premium changes."""
    known = skill_premiums(planted, ["cuda"])
    split = planted.assign(country=["US", "DE"] * (len(planted) // 2))
    split["pay"] = split["pay"] * np.where(split["country"] == "DE", 100, 1)
    assert step(skill_premiums(split, ["cuda"]), "cuda", "raw")["ratio"] == pytest.approx(
        step(known, "cuda", "raw")["ratio"], abs=0.05
    )


def test_a_skill_nobody_names_and_no_jobs_say_so(planted, paid):
    for frame in (planted, paid([], []), paid([1.0], "A", skills="cuda")):
        found = skill_premiums(frame, ["cobol"])
        assert found["step"].tolist() == list(STEPS)
        assert found["ratio"].isna().all()
        assert found["why"].str.len().min() > 0


def test_the_list_of_skills_leaves_out_the_rare(planted):
    assert skill_list(planted) == ["cuda", "perks", "rust"]
    assert skill_list(planted.head(5)) == []


def test_one_stratum_of_independent_jobs_is_the_plain_difference():
    logs, group = np.array([1.0, 2, 3, 4, 6, 8]), np.array([0.0, 0, 0, 1, 1, 1])
    found = within_difference(np.exp(logs), group, np.zeros(6, dtype=int), np.arange(6))
    assert np.log(found.ratio) == pytest.approx(4)
    # residuals -1 0 1 -2 0 2, leverage 1/4 each: error² = 6/5 * 10/4 / 1.5²
    error = np.sqrt(6 / 5 * (0.25 * 10)) / 1.5
    assert np.log(found.interval.high) == pytest.approx(4 + 2.570582 * error, rel=1e-6)
    assert within_difference(np.exp(logs), group * 0, np.zeros(6, dtype=int), np.arange(6)) is None


def test_an_interval_that_no_float_holds_is_none():
    jobs = np.array([50_000.0] * 600 + [80_000.0] * 300 + [90_000.0] * 301)
    group = np.array([0.0] * 600 + [1.0] * 601)
    employers = np.array([0] * 599 + [1] + [0] * 600 + [2])
    found = within_difference(jobs, group, np.zeros(len(jobs), dtype=np.int64), employers)
    assert 1 < found.effective_employers < 1.01
    assert found.ratio > 1
    assert (found.interval, found.error) == (None, 0.0)
