import pytest

from models.raw import RawPosting
from pipeline.clean.rule_use import WATCHED, unused
from pipeline.rules.rows.title import Form
from pipeline.rules.rulebook import read_rules


def raw(title, **said):
    return RawPosting(source="s", source_key="1", url="u", title=title, **said)


@pytest.mark.parametrize(
    ("file", "says", "posting"),
    [
        ("roles.csv", "Data Engineer", raw("Data Engineer")),
        ("role_forms.csv", "engineer + data", raw("Data Engineer")),
        ("role_words.csv", "data scientist", raw("Data Scientist")),
        ("levels.csv", "senior", raw("Senior Data Engineer")),
        ("board_levels.csv", "Mid-level / Intermediate", raw("X", level="mid-level/intermediate")),
        ("title_noise.csv", "urgent hiring", raw("Urgent hiring: Data Analyst")),
        ("compounds.csv", "entwickler", raw("Softwareentwickler")),
        ("employment.csv", "part time", raw("X", employment="PART_TIME")),
        ("employment.csv", "maternity cover", raw("Analyst - Maternity Cover")),
        ("workplace.csv", "remote", raw("X", workplace="Remote")),
        ("relevance.csv", "PyTorch", raw("X", description_html="<p>Fluent in PyTorch.</p>")),
        ("skills.csv", "Python", raw("X", description_html="<p>Python, SQL and Spark.</p>")),
    ],
)
def test_a_row_that_fires_is_not_listed(file, says, posting):
    def listed(raws):
        return {row.says for row in unused(raws, [file])}

    assert says in listed([raw("nothing")])
    assert says not in listed([raw("nothing"), posting])


def test_a_longer_phrase_keeps_the_shorter_from_firing():
    never = {row.says for row in unused([raw("Data Scientist")], ["role_words.csv"])}
    assert "scientist" in never
    assert "data scientist" not in never


def test_a_row_is_listed_with_its_line_in_the_file():
    first = next(row for row in unused([], ["role_forms.csv"]))
    assert (first.file, first.line) == ("role_forms.csv", 2)
    form = read_rules(Form)[0]
    assert first.says == f"{form.head} + {form.fields}"


def test_all_watched_files_are_looked_at_where_none_is_named():
    assert {row.file for row in unused([])} == set(WATCHED)
