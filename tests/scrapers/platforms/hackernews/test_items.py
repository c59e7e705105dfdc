"""Items of lists: one job each, whatever its line tells besides."""

import pytest

from scrapers.platforms.hackernews.comment import roles

HEAD = "Hazelmoor | Cork, Ireland | Hybrid<p>We time buses.<p>Open roles:<p>"


def read(items):
    return [job.title for job in roles(HEAD + "\n".join(items))]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("- AI Engineer — evaluation, AI agents, reliability assistant", "AI Engineer"),
        (
            "- Full Stack Engineer, Senior + Staff ($190k-280k)",
            "Full Stack Engineer, Senior + Staff",
        ),
        ("- Mechanical Engineer, Product Design", "Mechanical Engineer, Product Design"),
        ("- Software Engineer, Android - Kotlin, Compose", "Software Engineer, Android"),
        ("- Simulation and Control Engineer: up to €90k", "Simulation and Control Engineer"),
    ],
)
def test_what_an_item_tells_is_no_other_job(item, title):
    found = read(["- Data Analyst", item, "- Office Manager"])
    assert sorted(found) == sorted(["Data Analyst", title, "Office Manager"])


def test_one_title_in_two_towns_is_two_jobs():
    found = roles(f"{HEAD}Java Engineer - Lisbon, Portugal\nJava Engineer - Riga, Latvia")
    assert [job.location for job in found] == ["Lisbon; Portugal", "Riga; Latvia"]


def test_a_level_with_pay_of_its_own_is_another_job():
    comment = (
        "Hazelmoor | Staff Security Engineer | Remote (US) | $210-240K"
        "<p>Also open: Security Engineer ($160-190K), Security Analyst ($105-125K)."
    )
    assert {job.title: job.salary for job in roles(comment)} == {
        "Staff Security Engineer": "$210-240K",
        "Security Engineer": "$160-190K",
        "Security Analyst": "$105-125K",
    }


def test_a_job_without_bars_below_those_with_bars_is_one():
    assert read(["QA Engineer | $95k", "Clerk | $40k", "People Operations Manager"])[-1:] == [
        "People Operations Manager"
    ]


@pytest.mark.parametrize("language", ["Julia", "C, Ada", "C++/Julia", "MD/PhD"])
def test_languages_and_degrees_in_brackets_are_no_towns(language):
    [job] = roles(f"Hazelmoor | Software Engineer ({language}) | Cork, Ireland")
    assert job.location == "Cork, Ireland"


@pytest.mark.parametrize("terms", ["正社員", "Full-time employees or contractors"])
def test_words_of_a_contract_are_no_job(terms):
    assert [job.title for job in roles(f"Hazelmoor | QA Engineer | Cork | {terms}")] == [
        "QA Engineer"
    ]


def test_jobs_of_a_japanese_list_are_several():
    found = roles("Hazelmoor | 組込みエンジニア、Webエンジニア | 東京")
    assert [job.title for job in found] == ["組込みエンジニア", "Webエンジニア"]


def test_an_arrow_between_two_figures_is_a_range():
    [job] = roles("Hazelmoor | QA Engineer | Cork | $140k → $165k")
    assert job.salary == "$140k - $165k"


def test_a_job_with_its_pay_may_be_a_sentence():
    comment = (
        "Hazelmoor | QA Engineer | Cork | €60k<p>And a co-op student for the summer term, €28/hour."
    )
    assert [(job.title, job.salary) for job in roles(comment)] == [
        ("QA Engineer", "€60k"),
        ("co-op student", "€28/hour"),
    ]


def test_roles_with_letters_are_counted():
    comment = (
        "Hazelmoor | We're hiring two engineers | Cork"
        "<p>Role A: Controls Engineer, €90k. Role B: Web Developer, €70k."
    )
    assert [job.title for job in roles(comment)] == ["Controls Engineer", "Web Developer"]


def test_a_country_in_brackets_behind_pay_makes_a_scale():
    [job] = roles(
        "Hazelmoor | DSP Engineer | Remote (US/UK)<p>We pay $95/hour (US) or £70/hour (UK)."
    )
    assert job.salary == "US: $95/hour; UK: £70/hour"


def test_two_roles_at_an_employer_are_read_from_a_sentence():
    found = roles("Two roles at Hazelmoor (Seattle, hybrid): Rust Engineer and QA Engineer.")
    assert [(job.title, job.company, job.location) for job in found] == [
        ("Rust Engineer", "Hazelmoor", "Seattle, hybrid"),
        ("QA Engineer", "Hazelmoor", "Seattle, hybrid"),
    ]
