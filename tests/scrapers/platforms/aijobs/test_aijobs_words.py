import pytest

from scrapers.platforms.aijobs.words import facts_of, job_key


@pytest.mark.parametrize(
    ("badge", "field"),
    [
        ("Full Time", "employment"),
        ("Part-time", "employment"),
        ("Internship", "employment"),
        ("Entry-level", "level"),
        ("Senior-level / Expert", "level"),
        (" [SE] ", "level"),
        ("USD 174K-284K", "salary"),
        ("USD 120K - 160K", "salary"),
        ("USD 120K – 160K", "salary"),
        ("USD 120K โ€“ 160K", "salary"),
        ("USD 120K â€“ 160K", "salary"),
        ("USD 120K+", "salary"),
        ("EUR 45.5K", "salary"),
        ("INR 1.2M-2M (estimate)", "salary"),
        ("Contractual", "badges"),
        ("~7yoe", "badges"),
        ("AWS 2024 certified", "badges"),
        ("Level", "badges"),
    ],
)
def test_what_a_badge_is_about(badge, field):
    words = " ".join(badge.strip("[] ").split())
    assert facts_of([(badge, False)])[field] in (words, [words])


def test_remote_has_a_letter():
    assert facts_of([("R", False)]) == {"workplace": "Remote", "badges": []}


@pytest.mark.parametrize(
    ("badge", "grey", "guess"),
    [("USD 1K", False, False), ("USD 1K", True, True), ("USD 1K (estimate)", False, True)],
)
def test_grey_pay_is_an_estimate(badge, grey, guess):
    assert facts_of([("Full Time", True), (badge, grey)])["is_estimate"] is guess


def test_a_second_badge_of_a_kind_is_not_lost():
    assert facts_of([("SE", False), ("MI", False)]) == {"level": "SE", "badges": ["MI"]}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://ai-jobs.net/job/41853-senior-analytics-engineer/", "41853"),
        ("https://ai-jobs.net/job/41853-engineer-2023/", "41853"),
        ("/job/ml-engineer-remote-200475/", "200475"),
        ("/job/2026-intern-219682", "219682"),
        ("/job/3d-artist-219682/", "219682"),
        ("/job/9-lives-analyst-219682/", "219682"),
        ("https://foorilla.com/hiring/jobs/ml-engineer-200475/?a=1", "200475"),
        ("/job/level-2b-engineer/", "level-2b-engineer"),
        ("/jobs/skill-python/", ""),
        ("/hiring/jobs/", ""),
        ("/job/", ""),
        ("http://[::1/job/x-5/", ""),
        ("javascript:/job/x-5/", ""),
        ("/company/x-5/", ""),
        ("https://foorilla.com/hiring/jobs/x-5/apply/", ""),
    ],
)
def test_the_id_of_a_job(url, key):
    assert job_key(url) == key
