"""Pay that a sentence states for words that mean a job: `the lead`, `the EM`, `for analysts`."""

import pytest

from scrapers.platforms.hackernews.comment import roles

HEAD = "Hazelmoor | Lead Developer, Data Analyst | Cork, Ireland | Hybrid<p>We time buses.<p>"


def pays(comment):
    return {job.title: job.salary for job in roles(comment)}


@pytest.mark.parametrize(
    "text",
    [
        "The lead gets €80k-€90k, the analyst €50k-€60k.",
        "The lead role is at €80k-€90k, the other one at €50k-€60k.",
        "What we pay: lead €80k-€90k, analyst €50k-€60k.",
        "Pay is €80k-€90k for the lead role and €50k-€60k for the analyst.",
        "We have €80k-€90k for the LD and €50k-€60k for the Data Analyst.",
    ],
)
def test_words_that_mean_a_job_give_it_its_pay(text):
    assert pays(HEAD + text) == {"Lead Developer": "€80k-€90k", "Data Analyst": "€50k-€60k"}


def test_a_word_for_the_end_of_pay_stays_with_it():
    found = pays(f"{HEAD}The lead starts at €80k, the analyst gets up to €60k.")
    assert found == {"Lead Developer": "starts at €80k", "Data Analyst": "up to €60k"}


def test_the_words_of_a_contract_mean_the_job_in_brackets():
    comment = (
        "Hazelmoor | iOS Developer (contract), Android Developer (permanent) | Leeds, UK"
        "<p>The contract pays £450-£500 a day. The permanent position is £60k."
    )
    assert list(pays(comment).values()) == ["£450-£500 a day", "£60k"]


@pytest.mark.parametrize(
    "text",
    [
        "Our budget for the office of both teams is €90k.",
        "You get €2,000 for a bicycle and €900 for books.",
    ],
)
def test_words_that_mean_no_job_give_no_pay(text):
    assert not any(pays(HEAD + text).values())


def test_pay_before_the_jobs_of_a_comment_finds_them():
    comment = (
        "Hazelmoor | Umeå | On-site<p>52-60 000 SEK/month for the Backend Developer,"
        " 45-52 000 SEK/month for the Frontend Developer."
    )
    assert pays(comment) == {
        "Backend Developer": "52-60 000 SEK/month",
        "Frontend Developer": "45-52 000 SEK/month",
    }


def test_pay_may_begin_the_line_of_a_job():
    comment = (
        "Hazelmoor | Cork<p>£72k-£88k: Bioinformatics Engineer. Pipelines, mostly."
        "<p>£30k-£34k: Laboratory Technician."
    )
    assert pays(comment) == {
        "Bioinformatics Engineer": "£72k-£88k",
        "Laboratory Technician": "£30k-£34k",
    }
