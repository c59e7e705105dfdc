"""A word for a role is a name, a title that says so, or an error: never another role in silence."""

import pytest

from pipeline.clean.title.title_role import roles
from pipeline.errors import UsageError
from pipeline.filters.role_name import known_role
from tests.support.rows import every_row


def slips(name):
    """Yield a name with each of its letters dropped, and with each swapped with the next one."""
    for n, letter in enumerate(name):
        if letter.isalpha():
            yield name[:n] + name[n + 1 :]
        if name[n : n + 2].isalpha() and len(set(name[n : n + 2])) == 2:
            yield name[:n] + name[n + 1] + letter + name[n + 2 :]


def read(word):
    """Return the role that a word is read as and what is said of it; no role for an error."""
    said: list[str] = []
    try:
        return known_role(word, said.append), said
    except UsageError as error:
        return None, [str(error)]


@every_row(
    "name", [name for row in roles().values() for name in (row.role, row.role.split(" (")[0])]
)
def test_a_slip_in_a_name_gives_an_error_or_the_same_role_with_a_word(name):
    role = known_role(name)
    for word in slips(name):
        found, said = read(word)
        assert found in {role, None}, word
        assert len(said) == 1


@every_row(
    "word, meant",
    [
        ("Dta Scientist", "Data Scientist"),
        ("Reserch Scientist", "Research Scientist"),
        ("Senior Databse Administrator", "Senior Database Administrator"),
        ("GenAI Enginner", "GenAI Engineer"),
        ("IB Analyst", "BI Analyst"),
        ("Web Analys", "Web Analyst"),
        ("data scientst", "Data Scientist"),
    ],
)
def test_a_misspelt_word_is_named_with_what_is_meant(word, meant):
    with pytest.raises(UsageError) as error:
        known_role(word)
    assert str(error.value).casefold().endswith(f"did you mean '{meant}'?".casefold())


@every_row(
    "title, role",
    [
        ("ML Engineer", "Machine Learning Engineer"),
        ("Research Scientist", "Research Scientist (AI/ML)"),
        ("Payments Data Analyst", "Data Analyst"),
        ("Data Enginer", "Data Engineer"),
        ("Datenanalyst", "Data Analyst"),
    ],
)
def test_a_title_is_read_and_told(title, role):
    assert read(title) == (role, [f"role: {title!r} is read as a title: {role}"])


@every_row("name", sorted(roles()))
def test_a_name_is_taken_in_any_case_without_a_word(name):
    assert read(name.upper()) == (name, [])
