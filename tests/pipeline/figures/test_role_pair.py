import numpy as np
import pandas as pd
import pytest

from pipeline.figures.cell import cell_of
from pipeline.figures.compare import HIGHER, LOWER, NOT_TOLD, compare
from pipeline.figures.population import population
from pipeline.figures.role_pair.columns import asked_by
from pipeline.figures.role_pair.pay import MIXED, NO_CELL, same_job_ratio
from pipeline.figures.role_pair.role_pair import NOT_COMPARED, NOT_EVER, role_pair
from pipeline.figures.role_pair.shares import FEW_EFFECTIVE, RARE, TOO_FEW
from pipeline.figures.salary_figures import populations
from pipeline.figures.tables import country_cells

ONE, OTHER = "Machine Learning Engineer", "Research Scientist"
ROLES = (ONE, OTHER)
MONEY = {"US": "USD", "DE": "EUR"}
GROUPS = {"Python": "language", "Go": "language", "Docker": "mlops", "Rust": "language"}
NOTHING = pd.DataFrame({name: pd.Series([], dtype="str") for name in ("posting_id", "role")})


@pytest.fixture
def sides(jobs, drawn):
    """Make jobs of two roles, 30 employers each, of which 20 post both; `more` is ONE's pay."""

    def made(more=1.0, employers=30, **given):
        parts = []
        for n, role in enumerate(ROLES):
            amounts, codes = drawn(n + 1, employers=employers, rho=0.3)
            names = [f"firm {code + 10 * n:02}" for code in codes]
            values = {k: v[n] if isinstance(v, tuple) else v for k, v in given.items()}
            part = jobs(amounts * (1 if n else more), names, role=role)
            parts.append(part.astype("object").assign(**values))
        rows = pd.concat(parts, ignore_index=True)
        rows["posting_id"] = [f"{i:016x}" for i in range(len(rows))]
        return rows

    return made


def pair_of(rows):
    people, ever = populations(rows, MONEY, without=NOT_COMPARED, ever_without=NOT_EVER)
    return role_pair(
        people, ever, asked_by(rows, ROLES), ROLES, currencies=MONEY, skill_groups=GROUPS
    )


def share(found, subject, name):
    mine = found.shares[(found.shares["subject"] == subject) & (found.shares["name"] == name)]
    return mine.iloc[0]


def named(rows, column, role, count, value):
    """Let the first `count` jobs of each employer of a role name a value."""
    mine = rows["role"] == role
    first = rows[mine].groupby("employer").cumcount() < count
    rows.loc[first[first].index, column] = value


@pytest.mark.parametrize(("more", "verdict"), [(1.5, HIGHER), (1 / 1.5, LOWER), (1.0, NOT_TOLD)])
def test_pay_is_higher_only_where_the_joint_bootstrap_says_so(sides, more, verdict):
    rows = sides(more)
    every, senior = pair_of(rows).pay
    assert (senior.country, senior.level, senior.currency) == ("US", "senior", "USD")
    assert (senior.verdict_by_job, senior.verdict_by_employer) == (verdict, verdict)
    people = population(rows, MONEY).salaried
    by_hand = compare(*(people[people["role"] == role] for role in ROLES))
    assert senior.by_job == by_hand
    assert (every.level, every.verdict_by_job) == (None, MIXED)
    assert every.by_job.ratio is None


def test_cells_are_those_of_the_report(sides):
    rows = sides(1.1)
    rows.loc[rows.index[::3], "role"] = "Data Engineer"
    rows.loc[rows.index[::4], "level"] = "mid"
    known = {cell.id: cell for cell in country_cells(population(rows, MONEY).salaried, MONEY)}
    found = [cell for pair in pair_of(rows).pay for cell in (pair.one, pair.other)]
    assert len(found) == 6
    for cell in found:
        assert cell == known[cell.id]


def test_too_few_is_said_of_the_side_that_has_few(sides):
    rows = sides()
    mine = rows[rows["role"] == OTHER].index
    rows.loc[mine[9:], "role"] = "Data Engineer"
    rows.loc[mine[:9], "employer"] = list("abcdefghi")
    _every, senior = pair_of(rows).pay
    assert senior.one.median_by_job is not None
    assert senior.other.median_by_job is None
    assert senior.verdict_by_job == senior.other.why_by_job
    assert senior.verdict_by_job.startswith("fewer than 10 jobs")


def test_a_role_without_a_job_has_no_cell(sides):
    rows = sides()
    rows.loc[rows["role"] == OTHER, "role"] = "Data Engineer"
    found = pair_of(rows)
    assert found.pay[1].other is None
    assert found.pay[1].verdict_by_job == NO_CELL
    assert found.counts[1].jobs == 0
    assert found.counts[1].largest_share == 0
    assert found.same_job_verdict == "fewer than 10 jobs or 6 employers"


def test_a_level_that_nothing_may_be_shown_of_is_left_out(sides):
    rows = sides()
    rows.loc[rows.index[:4], "level"] = "entry"
    assert [pair.level for pair in pair_of(rows).pay] == [None, "senior"]


def test_seniority_is_no_difference_of_pay(sides):
    rows = sides(more=2.0)
    rows["level"] = np.where(rows["role"] == ONE, "senior", "entry")
    for role, level in ((ONE, "entry"), (OTHER, "senior")):
        mine = rows[rows["role"] == role].groupby("employer").head(2).index
        rows.loc[mine, "level"] = level
        factor = 0.5 if role == ONE else 2.0
        for name in ("annual_min", "annual_max", "annual_mid", "annual_mid_usd"):
            rows.loc[mine, name] = rows.loc[mine, name].astype(float) * factor
    found = pair_of(rows)
    assert found.same_job.ratio == pytest.approx(1, abs=0.15)
    assert found.same_job_verdict == NOT_TOLD
    medians = [found.pay[0].one.median_by_job, found.pay[0].other.median_by_job]
    assert medians[0] > 1.3 * medians[1]


def test_the_same_job_ratio_finds_what_is_planted(sides):
    found = pair_of(sides(1.4))
    assert found.same_job.interval.low < 1.4 < found.same_job.interval.high
    assert found.same_job_verdict == HIGHER
    assert found.same_job.p < 0.05


def test_same_job_needs_ten_effective_employers(sides):
    found = pair_of(sides(employers=4))
    assert found.same_job_verdict == "fewer than 10 effective employers"


def test_the_share_of_a_skill_is_of_the_jobs_that_were_read(sides):
    rows = sides(skills="Python; Docker; Python")
    named(rows, "skills", OTHER, 1, "Docker")
    rows.loc[rows.index[0], ["described", "skills"]] = [False, None]
    found = pair_of(rows)
    python, docker = share(found, "language", "Python"), share(found, "mlops", "Docker")
    described = [side.described for side in found.counts]
    assert [python["one_of"], python["other_of"]] == described
    assert python["one_jobs"] == described[0] == found.counts[0].jobs - 1
    assert python["other_jobs"] == described[1] - 30
    assert python["ratio"] == pytest.approx(1 / (python["other_jobs"] / described[1]))
    assert python["interval_low"] > 1
    assert python["verdict"] == HIGHER
    assert (docker["ratio"], docker["verdict"]) == (1, NOT_TOLD)


def test_no_ratio_from_single_digits_but_a_difference(sides):
    rows = sides(skills=("Python; Go", "Python"))
    few = rows[rows["role"] == OTHER].groupby("employer").head(1).index[:9]
    rows.loc[few, "skills"] = "Python; Go"
    go = share(pair_of(rows), "language", "Go")
    assert go["other_jobs"] == 9
    assert np.isnan(go["ratio"])
    assert go["difference"] == pytest.approx(1 - 9 / go["other_of"])
    assert go["difference_low"] > 0
    assert go["verdict"] == HIGHER


def test_a_rare_value_is_not_compared_and_a_rarer_one_not_listed(sides):
    rows = sides(skills="Python")
    for value, count in (("Python; Go", 7), ("Python; Rust", 4)):
        few = rows[(rows["role"] == ONE) & (rows["skills"] == "Python")]
        rows.loc[few.groupby("employer").head(1).index[:count], "skills"] = value
    found = pair_of(rows)
    go = share(found, "language", "Go")
    assert (go["one_jobs"], go["other_jobs"], go["verdict"]) == (7, 0, RARE)
    assert "Rust" not in set(found.shares["name"])


def test_no_share_below_ten_jobs_a_side(sides):
    rows = sides(workplace="remote")
    mine = rows[rows["role"] == OTHER].index
    rows.loc[mine[9:], "workplace"] = None
    rows.loc[mine[:9], "employer"] = [f"lab {n % 5}" for n in range(9)]
    remote = share(pair_of(rows), "workplace", "remote")
    assert (remote["other_jobs"], remote["other_of"], remote["other_employers"]) == (9, 9, 5)
    assert np.isnan(remote["other_share"])
    assert remote["one_share"] == 1
    assert remote["verdict"] == TOO_FEW
    rows.loc[mine[4:9], "workplace"] = None
    remote = share(pair_of(rows), "workplace", "remote")
    assert pd.isna(remote["other_of"])


def test_a_share_has_no_interval_below_ten_effective_employers(sides):
    remote = share(pair_of(sides(employers=9, workplace="remote")), "workplace", "remote")
    assert remote["one_share"] == 1
    assert np.isnan(remote["one_share_low"])
    assert remote["verdict"] == FEW_EFFECTIVE


def test_requirements_are_subjects_of_their_own(sides):
    rows = sides(
        education=("master", "doctorate"), education_required=(True, False),
        education_fields="computer_science; mathematics", industry="finance", experience_min=3,
    )  # fmt: skip
    found = pair_of(rows)
    assert share(found, "education", "doctorate")["other_share"] == 1
    assert share(found, "education_field", "mathematics")["one_share"] == 1
    assert share(found, "industry", "finance")["verdict"] == NOT_TOLD
    assert share(found, "degree", "required")["verdict"] == HIGHER
    assert share(found, "level", "senior")["one_share"] == 1
    assert [each.median for each in found.years] == [3, 3]
    assert found.years[0].interval.low == 3


def test_years_below_the_policy_are_counts_or_nothing(sides):
    rows = sides(experience_min=None)
    for role, count in ((ONE, 9), (OTHER, 4)):
        rows.loc[rows[rows["role"] == role].index[:count], "experience_min"] = 2.0
        rows.loc[rows[rows["role"] == role].index[:9], "employer"] = list("abcdefghi")
    one, other = pair_of(rows).years
    assert (one.jobs, one.employers, one.median) == (9, 9, None)
    assert (other.jobs, other.employers) == (None, None)


def test_employers_of_both_and_jobs_by_month(sides):
    rows = sides(posted_on="2026-06-20")
    rows.loc[rows.groupby(["role", "employer"]).head(1).index, "posted_on"] = "2026-07-01"
    rows.loc[rows.index[0], "posted_on"] = "2026-05-20"  # before the first sighting
    found = pair_of(rows)
    assert (found.employers.one, found.employers.other, found.employers.both) == (30, 30, 20)
    shared = rows[rows["employer"].between("firm 10", "firm 29")]
    counts = shared["role"].value_counts()
    assert (found.employers.one_jobs, found.employers.other_jobs) == tuple(counts[list(ROLES)])
    assert found.months["month"].tolist() == ["2026-06", "2026-07"]
    assert found.months["one_jobs"].tolist()[1] == 29
    assert found.months["other_jobs"].tolist()[1] == 30


def test_a_month_with_few_jobs_shows_none(sides):
    rows = sides()
    rows.loc[rows[rows["role"] == ONE].index[:4], "posted_on"] = "2026-07-01"
    found = pair_of(rows)
    assert found.months["one_jobs"].isna().tolist() == [False, True]
    assert found.months["other_jobs"].isna().tolist() == [False, True]


def test_growth_is_of_each_role(sides):
    one, other = pair_of(sides()).growth
    assert one.why == other.why == "fewer than six months of history"


def test_above_ten_comparisons_chance_is_taken_off(sides, monkeypatch):
    rows = sides(skills="Python", workplace="remote", industry="finance", education="master")
    named(rows, "skills", ONE, 1, "Python; Go")
    found = pair_of(rows)
    assert found.compared <= 10
    shown = share(found, "language", "Go")["verdict"]
    assert shown == HIGHER
    monkeypatch.setattr("pipeline.figures.compare.FEW_COMPARISONS", 0)
    monkeypatch.setattr("pipeline.figures.compare.benjamini_hochberg", lambda p: [False] * len(p))
    assert share(pair_of(rows), "language", "Go")["verdict"] == NOT_TOLD


def test_the_order_of_rows_changes_nothing(sides):
    rows = sides(1.2, skills="Python; Go")
    named(rows, "skills", OTHER, 2, "Go")
    one, other = pair_of(rows), pair_of(rows.sample(frac=1, random_state=1))
    assert one.pay == other.pay
    assert one.counts == other.counts
    pd.testing.assert_frame_equal(one.shares, other.shares)


def test_no_job_and_one_job_say_so(sides):
    empty = pair_of(NOTHING)
    assert empty.pay == ()
    assert len(empty.shares) == len(empty.months) == empty.compared == 0
    assert [side.jobs for side in empty.counts] == [0, 0]
    one = pair_of(sides(skills="Python").head(1))
    assert [pair.level for pair in one.pay] == [None]
    assert one.pay[0].one == cell_of(
        one.people.salaried, {"country": "US", "role": ONE}, currency="USD"
    )
    assert len(one.shares) == 0


def test_same_job_ratio_without_pay(jobs):
    rows = jobs([1.0], ["a"], role=ONE).assign(pay=np.nan)
    assert same_job_ratio(rows, ROLES).why == NO_CELL
