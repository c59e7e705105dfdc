from decimal import Decimal

import pytest

from models.vocab import EmploymentType, Level, Workplace
from pipeline.errors import InputError
from pipeline.survey.read import CUT, DATASET, read_survey
from pipeline.survey.rows import COLUMNS

SINGLE = [(55, 55, 1), (40, 40, 1), (50, 50, 1)]  # the lower first: no band
HEADER = ",".join(COLUMNS)
ROW = "2023,SE,FT,Data Scientist,{},USD,{},US,100,US,M"


@pytest.fixture
def survey(tmp_path):
    def read(*rows, header=HEADER):
        path = tmp_path / "salaries.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return read_survey(path)

    return read


def row(pay, usd=None, **more):
    cells = dict(zip(COLUMNS, ROW.format(pay, usd or pay).split(","), strict=True)) | more
    return ",".join(cells.values())


def ends(survey):
    return [(int(f.usd_min), int(f.usd_max), f.times) for f in survey.observations]


def test_a_row_is_read_in_our_words(survey):
    text = row(
        "80000.5", "84053", salary_currency="EUR", employee_residence="FR", remote_ratio="50"
    )
    (found,) = survey(text).observations
    assert (found.dataset, found.work_year, found.times) == (DATASET, 2023, 1)
    assert (found.level, found.employment_type) == (Level.SENIOR, EmploymentType.FULL_TIME)
    assert (found.workplace, found.company_size) == (Workplace.HYBRID, "M")
    assert (found.title, found.role) == ("Data Scientist", "Data Scientist")
    assert (found.pay_min, found.pay_max, found.currency) == (Decimal("80000.5"),) * 2 + ("EUR",)
    assert (found.usd_min, found.usd_max) == (84053, 84053)
    assert (found.employee_country, found.company_country) == ("FR", "US")


def test_neighbours_that_differ_in_pay_alone_are_one_band(survey):
    other = [row(80, work_year="2022"), row(70), row(60), row(55, work_year="2021")]
    falling = [row(n) for n in (200, 100, 90, 89, 88)]
    read = survey(*falling, *other, row(40), row(50))
    bands = [(100, 200, 1), (89, 90, 1), (88, 88, 1), (80, 80, 1), (60, 70, 1)]
    assert ends(read) == [*bands, *SINGLE]
    assert [f.is_band for f in read.observations] == [low < high for low, high, _ in ends(read)]
    assert (read.rows, read.bands) == (11, 3)


@pytest.mark.parametrize(
    "other",
    [
        {"job_title": "Data Analyst"},
        {"experience_level": "MI"},
        {"employment_type": "CT"},
        {"salary_currency": "EUR"},
        {"employee_residence": "CA"},
        {"remote_ratio": "0"},
        {"company_location": "CA"},
        {"company_size": "L"},
    ],
)
def test_neighbours_that_differ_otherwise_are_none(survey, other):
    assert ends(survey(row(200), row(100, **other))) == [(200, 200, 1), (100, 100, 1)]


def test_where_the_lower_is_first_as_often_nothing_was_exploded(survey):
    read = survey(row(200), row(100), row(150), row(90))
    assert ends(read) == [(n, n, 1) for n in (200, 100, 150, 90)]


def test_what_stands_there_again_is_counted_and_kept_once(survey):
    read = survey(*[row(200), row(100), row(70, work_year="2022")] * 3)
    assert ends(read) == [(100, 200, 3), (70, 70, 3)]
    assert (read.rows, read.bands, read.repeated) == (9, 3, 4)
    assert len({f.survey_id for f in read.observations}) == 2


@pytest.mark.parametrize(("beyond", "clipped"), [([], 2), (["14999"], 0), (["800001"], 0)])
def test_what_is_at_the_bounds_is_marked_where_nothing_is_beyond(survey, beyond, clipped):
    inside = [row(n, work_year=str(2020 + i)) for i, n in enumerate((*map(int, CUT), 90000))]
    assert survey(*inside, *map(row, beyond)).clipped == clipped


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("work_year", "23", "'23' is no year"),
        ("work_year", "", "'' is no year"),
        ("experience_level", "Senior", "'Senior' is none of EN, MI, SE, EX"),
        ("employment_type", "ft", "'ft' is none of FT"),
        ("job_title", " ", "'' is empty"),
        ("salary", "90k", "'90k' is no amount"),
        ("salary", "-5", "'-5' is no amount"),
        ("salary", "0", "'0' is no amount"),
        ("salary", "٣", "is no amount"),
        ("salary", "9" * 13, "is no amount"),
        ("salary_in_usd", "nan", "'nan' is no amount"),
        ("salary_currency", "US", "'US' is no code of an ISO 4217 currency"),
        ("employee_residence", "USA", "'USA' is no code of an ISO 3166 country"),
        ("company_location", "u1", "'u1' is no code"),
        ("remote_ratio", "10", "'10' is none of 0, 50, 100"),
        ("company_size", "XL", "'XL' is none of S, M, L"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(survey, column, cell, words):
    with pytest.raises(InputError) as caught:
        survey(row(5), row(5, **{column: cell}))
    assert f"salaries.csv, row 2, {column}: " in str(caught.value)
    assert words in str(caught.value)


def test_another_file_is_no_survey(survey):
    with pytest.raises(
        InputError, match=r"salaries\.csv, the header: there is no experience_level"
    ):
        survey("2023,1", header="work_year,salary")


def test_columns_may_come_in_any_order_and_with_others(survey):
    cells = dict(zip(COLUMNS, row(5).split(","), strict=True)) | {"id": "1"}
    names = sorted(cells)
    read = survey(",".join(cells[n] for n in names), header=",".join(names))
    assert ends(read) == [(5, 5, 1)]
