import csv
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.employment.description import read_description
from pipeline.clean.employment.employment import employment
from pipeline.clean.stage import Job, Texts
from pipeline.rules.rows.requirements import EmploymentProse
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import phrase, plain
from tests.support.evidence import without_lines
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[2] / "labels/employment_text.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    LABELLED = list(csv.DictReader(file))


def reading(field, title="Data Analyst", description="", salary=""):
    raw = RawPosting(source="s", source_key="1", url="u", title=title, employment=field)
    return employment(Job(raw, Texts(title=title, description=description, salary=salary)))


@pytest.mark.parametrize(
    ("salary", "expected"),
    [
        ("£500 per day, outside IR35", "contract"),
        ("£500 per day - Inside IR35 - 6 months", "contract"),
        ("£400 per day, contract", "contract"),
        ("€600/day (freelance)", "freelance"),
        ("£500 per day", None),
        ("£60,000 + contract bonus", None),
        ("15 000 zł umowa o pracę, 18 000 zł (B2B)", None),
        ("£60k, full time", None),
    ],
)
def test_a_contract_in_the_text_of_the_pay(salary, expected):
    assert reading("", salary=salary).values.get("employment_type") == expected


def test_a_contract_in_the_text_of_the_pay_tells_more_than_full_time():
    assert reading("Full-time", salary="£500 a day, outside IR35").values == {
        "employment_type": "contract"
    }


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Full Time", "full_time"),
        ("FullTime", "full_time"),
        ("FULL_TIME", "full_time"),
        ("fulltime_permanent", "full_time"),
        ("CDI", "full_time"),
        ("CDI, temps partiel", "part_time"),
        ("CDD", "temporary"),
        ("Intern", "internship"),
        ("FULL_TIME, INTERN", "internship"),
        ("CONTRACTOR", "contract"),
        ("Full-time; Contract", "contract"),
        ("Permanent contract", "full_time"),
        ("Temporary contract", "temporary"),
        ("Freelance", "freelance"),
        ("Werkvertrag", "contract"),
        ("Werkstudent", "part_time"),
        ("parttime_fixed_term", "temporary"),
    ],
)
def test_employment_of_a_field(field, expected):
    assert reading(field).values == {"employment_type": expected}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Scientist - Internship", "internship"),
        ("Data Analyst (12 Month Contract)", "contract"),
        ("Data Engineer - Part-time", "part_time"),
        ("Internal Auditor", None),
        ("Contracts Manager", None),
        ("Smart Contract Engineer", None),
        ("Datastage Developer", None),
        ("Temperature Analyst", None),
    ],
)
def test_employment_of_a_title(title, expected):
    assert reading("", title).values.get("employment_type") == expected


@pytest.mark.parametrize(
    ("field", "title", "expected", "rule"),
    [
        ("Full-time", "Contract Data Engineer", "contract", "requirements/employment.csv: title"),
        ("Full-time", "Data Science Intern", "internship", "requirements/employment.csv: title"),
        (
            "Permanent",
            "Data Analyst (part-time)",
            "part_time",
            "requirements/employment.csv: title",
        ),
        (
            "Internship",
            "Data Analyst - Full-time",
            "internship",
            "requirements/employment.csv: field",
        ),
        ("Full-time", "Internal Auditor", "full_time", "requirements/employment.csv: field"),
    ],
)
def test_of_field_and_title_the_most_telling_counts(field, title, expected, rule):
    found = reading(field, title)
    assert found.values == {"employment_type": expected}
    assert [without_lines(e.rule) for e in found.evidence] == [rule]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Engineer (B2B)", "contract"),
        ("Data Engineer - B2B", "contract"),
        ("B2B Sales Analyst", None),
        ("Analyst, B2B Sales", None),
        ("Data Engineer | Permanent | Leeds", "full_time"),
        ("Permanent Magnet Engineer", None),
    ],
)
def test_some_words_count_in_a_title_only_as_its_clause(title, expected):
    assert reading("", title).values.get("employment_type") == expected


def test_an_unknown_word_is_in_doubt_and_silence_is_not():
    assert [d.code for d in reading("blue").issues] == ["employment_unknown"]
    assert reading("").issues == ()
    assert reading("Other").issues == ()


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("60%", "part_time"),
        ("80 - 100 %", "full_time"),
        ("0.8 FTE", "part_time"),
        ("FTE: 1.0", "full_time"),
        ("0,5 VZÄ", "part_time"),
        ("Casual", "part_time"),
        ("Relief staff", "temporary"),
        ("määräaikainen", "temporary"),
        ("دوام كامل", "full_time"),
        ("משרה חלקית", "part_time"),
    ],
)
def test_a_share_of_full_time_and_words_of_more_languages(field, expected):
    assert reading(field).values.get("employment_type") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Contractor Manager", None),
        ("Freelancer Success Manager", None),
        ("Head of Contractors", None),
        ("Internship Program Coordinator", None),
        ("Data Engineer, Contractor", "contract"),
        ("Freelancer - Data Entry", "freelance"),
        ("Data Analyst 80%", "part_time"),
        ("Data Analyst (80-100%) (m/w/d)", "full_time"),
        ("Data Analyst (100% remote)", None),
        ("Grow revenue by 20% a year", None),
    ],
)
def test_a_title_about_contractors_is_no_contract(title, expected):
    assert reading("", title).values.get("employment_type") == expected


@every_row("row", read_rules(EmploymentProse), ids=lambda row: f"{row.use} {row.phrase}")
def test_each_row_of_sentences_reads_its_example(row):
    assert read_description(row.example).value == row.expect
    found = phrase(row.phrase).search(plain(row.example))
    assert found
    assert row.use == "label" or any(word in found[0] for word in row.about.split())


KNOWN_MISSES = {
    "The contract runs for nine months with a possible extension.",
    "Strong interns may get a full-time offer afterwards.",
    "Vaga temporária de 90 dias.",
    "You will work as a W2 contractor through our agency.",
}


def labelled(row):
    marks = [pytest.mark.xfail(strict=True)] if row["text"] in KNOWN_MISSES else []
    return pytest.param(row, marks=marks, id=row["text"])


@every_row("row", [labelled(row) for row in LABELLED])
def test_labelled_sentences(row):
    text = f"Join a team of engineers.\n{row['text']}\nWe care about people."
    found = reading("", description=text).values.get("employment_type")
    assert (found or "") == row["employment_type"]


def test_the_description_counts_after_field_and_title():
    text = "This is a full-time position."
    assert reading("Contract", description=text).values == {"employment_type": "contract"}
    assert reading("", "Data Intern", text).values == {"employment_type": "internship"}
    found = reading("blue", description=text)
    assert found.values == {"employment_type": "full_time"}
    assert [d.code for d in found.issues] == ["employment_unknown"]
    assert [without_lines(e.rule) for e in found.evidence] == [
        "requirements/employment_prose.csv: the description"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Type: B2B SaaS",
        "Stage: Seed",
        "Nous avons 300 collaborateurs en CDI.",
        "我们为兼职司机提供平台",
        "アルバイト向け求人サイトを運営しています。",
        "We help people find permanent jobs.",
        "International team of 40 people; internal mobility.",
        "We grew from 10 to 120 FTE",
    ],
)
def test_words_about_others_state_nothing(text):
    assert read_description(text).value is None


def test_a_label_has_its_value_on_the_next_line():
    assert read_description("Employment type:\nPart-time").value == "part_time"
    assert read_description("We like contract: a good word.").value is None


@every_row(
    "title, expected",
    [
        ("Java Developer [C2C/W2]", "contract"),
        ("Desenvolvedor Java (PJ ou CLT)", "contract"),
        ("Data Annotator - Casual", "part_time"),
        ("B2B/B2C Sales Manager", None),
        ("Casual Games Analyst", None),
    ],
)
def test_short_words_count_in_a_clause_of_such_words_only(title, expected):
    assert reading("", title).values.get("employment_type") == expected


@every_row(
    "field, expected",
    [
        ("feste Anstellung", "full_time"),
        ("Contrato fijo", "full_time"),
        ("Na zastępstwo", "temporary"),
        ("Vacataire", "temporary"),
        ("Somministrazione", "temporary"),
        ("파견직", "temporary"),
        ("Postdoc, 3 years", "temporary"),
        ("provanställning", "full_time"),
    ],
)
def test_words_of_boards_in_other_languages(field, expected):
    assert reading(field).values["employment_type"] == expected
