"""What columns mean, by their names and their values."""

import pandas as pd
import pytest

from pipeline.errors import InputError, UsageError
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.frame_table import frame_table
from pipeline.tables.read import recognized
from pipeline.tables.recognition.map_file import given_map, map_text


def read(given=None, **columns):
    return recognized(frame_table(pd.DataFrame(columns), "the frame"), given)


def meanings(table):
    return {use.column: str(use.meaning) for use in table.columns.uses}


def posting(table):
    return next(iter(table.reader.postings(list(table.table.rows()))))


def test_columns_are_told_by_their_values_where_no_name_tells():
    table = read(
        a=["https://jobs.example/1", "https://jobs.example/2"],
        b=["Senior Data Engineer", "ML Engineer"],
        c=["Berlin, Germany", "Austin, TX"],
        d=["€60k - €70k", "$120,000"],
        e=["words " * 60, "other words " * 60],
        f=["red", "blue"],
    )
    assert meanings(table) == {
        "a": "url",
        "b": "title",
        "c": "location",
        "d": "salary",
        "e": "description",
    }
    assert table.columns.left == ("f",)


def test_a_name_may_say_that_the_values_are_of_something_else():
    table = read(title=["ML Engineer"], companyLogo=["https://img.example/1"], cafe=["Berlin"])
    assert meanings(table) == {"title": "title", "cafe": "location"}


def test_of_two_descriptions_the_html_is_read():
    table = read(title=["A"], descriptionPlain=["text"], descriptionHtml=["<p>text</p>"])
    assert table.columns.left == ("descriptionPlain",)


def test_a_doubtful_name_needs_values_that_fit():
    table = read(title=["ML Engineer"], Date=["2026-10-01"], lön=["12.97"], Role=["owner"])
    assert meanings(table) == {"title": "title", "Date": "posted"}


def test_amounts_as_stated_go_before_converted_ones():
    table = read(
        title=["ML Engineer"],
        salary_min_usd=[100],
        salary_max_usd=[200],
        salary_min_orig=[90],
        salary_max_orig=[180],
        currency_original=["EUR"],
    )
    assert table.columns.left == ("salary_min_usd", "salary_max_usd")
    [field] = posting(table).salary_fields
    assert (field.min, field.max, field.currency) == ("90", "180", "EUR")


def test_the_earlier_rule_wins_among_columns_of_one_meaning():
    table = read(title=["A"], work_type=["FULL_TIME"], formatted_work_type=["Full-time"])
    assert table.columns.left == ("formatted_work_type",)


def test_what_the_user_says_goes_before_names_and_values():
    table = read(
        given_map(["pay=comp,place=ort2", "title=what"]),
        title=["wrong"],
        what=["ML Engineer"],
        salary=["5"],
        comp=["€60k"],
        ort2=["Berlin"],
    )
    assert meanings(table) == {"what": "title", "comp": "salary", "ort2": "location"}
    assert table.columns.left == ("title", "salary")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("pay", "write MEANING=COLUMN"),
        ("pay=", "write MEANING=COLUMN"),
        ("shoe=a", "'shoe': no such meaning; there are source, "),
    ],
)
def test_a_wrong_map_is_named(words, message):
    with pytest.raises(UsageError, match=message):
        given_map([words])


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(InputError, match="no column 'pays' for salary; did you mean 'pay'"):
        read({Meaning.SALARY: "pays"}, title=["A"], pay=["1"])


def test_a_map_is_written_and_read_again(tmp_path):
    table = read(**{"Job Title": ["A"], 'Pay "k"': ["€60k"], "Other\n": ["x"]})
    path = tmp_path / "map.toml"
    path.write_text(map_text(table.columns), encoding="utf-8")
    assert given_map([str(path)]) == {use.meaning: use.column for use in table.columns.uses}
    path.write_text("[columns]\nshoe = 'a'\n")
    with pytest.raises(InputError, match="'shoe': no such meaning"):
        given_map([str(path)])
    path.write_text("columns = 3\n")
    with pytest.raises(InputError, match=r"a section \[columns\]"):
        given_map([str(path)])
    with pytest.raises(InputError, match="there is no such file"):
        given_map(["gone.toml"])


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"salary_min_k": "155", "salary_max_k": "190.5"}, ("155000", "190500.0", "", "")),
        ({"min_amount": "65000,50", "currency": "EUR"}, ("65000.50", "", "EUR", "")),
        ({"salary": "60000", "currency": "EUR", "interval": "yearly"},
         ("60000", "60000", "EUR", "yearly")),
        ({"med_salary": "19.5", "pay_period": "HOURLY"}, ("19.5", "19.5", "", "HOURLY")),
        ({"Jahresgehalt (€)": "60000"}, ("60000", "60000", "EUR", "year")),
        ({"salary_min": "-1", "salary_max": "90000"}, ("", "90000", "", "")),
    ],
)  # fmt: skip
def test_pay_columns_make_structured_pay(columns, field):
    [made] = posting(
        read(title=["A"], **{name: [cell] for name, cell in columns.items()})
    ).salary_fields
    assert (made.min, made.max, made.currency, made.unit) == field


def test_a_pay_text_with_a_currency_beside_it():
    raw = posting(read(title=["A"], salary=["60k - 70k"], currency=["EUR"]))
    assert (raw.salary, raw.salary_fields[0].text, raw.salary_fields[0].currency) == (
        "",
        "60k - 70k",
        "EUR",
    )
    raw = posting(read(title=["A"], salary=["60k - 70k"], currency=[None]))
    assert (raw.salary, raw.salary_fields) == ("60k - 70k", ())


@pytest.mark.parametrize(
    ("columns", "workplace"),
    [
        ({"is_remote": True}, "remote"),
        ({"is_remote": "1.0"}, "remote"),
        ({"is_remote": False}, ""),
        ({"remote": "Fully remote"}, "Fully remote"),
        ({"remote": True, "work_mode": "hybrid"}, "hybrid"),
        ({"remote": True, "work_mode": "unknown"}, "remote"),
        ({"remote_ratio": 50}, "hybrid"),
    ],
)
def test_remote_flags(columns, workplace):
    assert posting(read(title=["A"], **{n: [v] for n, v in columns.items()})).workplace == workplace


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        ({"city": "Berlin", "country": "Germany"}, ("Berlin, Germany", "")),
        (
            {"city": "Toronto", "region": "Ontario", "country_code": "CA"},
            ("Toronto, Ontario", "CA"),
        ),
        ({"location": "Berlin, Germany", "country": "Germany"}, ("Berlin, Germany", "")),
        ({"location": "Berlin", "country": "US; DE"}, ("Berlin", "US; DE")),
        ({"location": "nan", "city": "None", "country": "NA"}, ("", "NA")),
    ],
)
def test_places_of_several_columns(columns, place):
    raw = posting(read(title=["A"], **{n: [v] for n, v in columns.items()}))
    assert (raw.location, raw.country) == place


def test_days_of_other_tools():
    raw = posting(
        read(
            title=["A"],
            date_posted=["45931"],
            expiry=["1793404800000.0"],
            scraped_at=["Nov 3, 2026"],
        )
    )
    assert (raw.posted, raw.closes) == ("2025-10-01", "1793404800000.0")
    assert raw.fetched_at is not None
    assert raw.fetched_at.isoformat() == "2026-11-03T00:00:00+00:00"


def test_a_rating_below_the_employer_is_no_name():
    assert posting(read(title=["A"], company=["Acre Works\n3.8"])).company == "Acre Works"
    assert posting(read(title=["A"], company=["Area 4.5"])).company == "Area 4.5"


def test_markdown_becomes_html_and_plain_text_stays():
    raw = posting(read(title=["A"], description=["**Do** it\\!\n* one\n* two"]))
    assert "<strong>Do</strong> it!" in raw.description_html
    assert "<li>one</li>" in raw.description_html
    raw = posting(read(title=["A"], description=["5 * 3 < 20\n* one\n2_000"]))
    assert raw.description_html == "5 * 3 &lt; 20<br>\n* one<br>\n2_000"


def test_skills_and_years_of_their_own_columns_are_read():
    raw = posting(
        read(title=["A"], skills=["['Python', 'dbt']"], experience_min=["3"], experience_max=["-1"])
    )
    assert "Skills: Python, dbt" in raw.description_html
    assert "Requirements: 3+ years experience" in raw.description_html
