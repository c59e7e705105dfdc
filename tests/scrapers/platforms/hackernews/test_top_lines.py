"""Headers on several lines, and employers that other pieces hide."""

import pytest

from scrapers.platforms.hackernews.comment import roles


def read(comment):
    return [(job.title, job.company, job.location) for job in roles(comment)]


@pytest.mark.parametrize(
    ("comment", "job"),
    [
        (
            "Lead Engineer\nHazelmoor | Remote (US) | Full-time | 185-250k<p>We time buses.",
            ("Lead Engineer", "Hazelmoor", "Remote (US)"),
        ),
        (
            "Oslo or Bergen<p>Hazelmoor - Founding Engineer - $80k + Equity<p>We time buses.",
            ("Founding Engineer", "Hazelmoor", "Oslo or Bergen"),
        ),
        (
            "Chicago, IL - Full time<p>Hazelmoor (hazelmoor.ai) is hiring a Ruby Developer.",
            ("Ruby Developer", "Hazelmoor", "Chicago, IL"),
        ),
        (
            "Hazelmoor.ai | Full-Time | Oslo | Bus Timing Software | QA Engineer",
            ("QA Engineer", "Hazelmoor.ai", "Oslo"),
        ),
        (
            "Hazelmoor (Remote US) — QA Engineer — Python / Postgres",
            ("QA Engineer", "Hazelmoor", "Remote US"),
        ),
        (
            "Hazelmoor / Mobile Engineer/ Fully Remote/ Full-Time",
            ("Mobile Engineer", "Hazelmoor", "Fully Remote"),
        ),
    ],
)
def test_the_pieces_of_a_header_may_stand_on_other_lines(comment, job):
    assert read(comment) == [job]


def test_an_employer_stands_above_its_jobs_and_terms():
    comment = "Hazelmoor<p>Data Analyst | QA Engineer<p>Remote | Full-time<p>We time buses."
    assert read(comment) == [
        ("Data Analyst", "Hazelmoor", "Remote"),
        ("QA Engineer", "Hazelmoor", "Remote"),
    ]
