"""Pay that a sentence states for the numbers of a list."""

import pytest

from scrapers.platforms.hackernews.comment import roles

LIST = "Reedwork | Remote (Europe)<p>1) Python Engineer\n2) React Engineer\n3) Product Manager<p>"
TWO = ["€70,000-€85,000", "€70,000-€85,000", "€60,000-€72,000"]


@pytest.mark.parametrize(
    ("text", "pays"),
    [
        ("Salary for 1 and 2: €70,000-€85,000. Salary for 3: €60,000-€72,000. Join us.", TWO),
        ("The range for 1 & 2: €70,000-€85,000. For role 3: €60,000-€72,000.", TWO),
        ("Pay: 1) €70,000-€85,000, 2) €70,000-€85,000, 3) €60,000-€72,000", TWO),
        ("We need this for 3: a good reason.", ["", "", ""]),
    ],
)
def test_a_number_of_the_list_has_the_pay_stated_for_it(text, pays):
    assert [job.salary.rstrip(".") for job in roles(LIST + text)] == pays
