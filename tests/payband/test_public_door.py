"""What `import payband` gives, and how it refuses what it cannot take."""

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

import payband
from payband import RawPosting
from pipeline.errors import InputError, UsageError
from pipeline.version import VERSION


def raw(**fields):
    given: dict[str, Any] = {
        "source": "mine",
        "source_key": "1",
        "url": "",
        "title": "Senior ML Engineer",
    }
    return RawPosting(**given | fields)


def test_the_names_are_those_that_are_documented():
    names = {"RawPosting", "__version__", "clean", "clean_frame", "read_pay", "run_sample"}
    frames = {"bands", "compare", "jobs", "postings", "salary_table"}
    assert set(dir(payband)) == names | frames
    assert payband.__version__ == VERSION
    with pytest.raises(AttributeError, match="'payband' has no attribute 'cleen'"):
        payband.cleen  # noqa: B018  # the access is what is tested


def test_pay_is_read():
    band = payband.read_pay("€60.000 - 75.000 brutto", country="DE").band
    assert band is not None
    assert [str(band.min), str(band.max), band.currency] == ["60000", "75000", "EUR"]


def test_a_posting_is_cleaned():
    cleaned = payband.clean(raw(location="Berlin, Germany", salary="€80.000 – €95.000"))
    assert (cleaned.posting.level, cleaned.posting.country) == ("senior", "DE")
    assert cleaned.posting.annual_max == 95_000


def test_a_frame_is_cleaned():
    frame = pd.DataFrame({"title": ["ML Engineer"], "salary": ["€60k"], "country": ["DE"]})
    assert payband.clean_frame(frame).loc[0, "annual_min"] == 60_000


def test_a_frame_of_another_tool_is_cleaned_and_a_map_goes_first():
    frame = pd.DataFrame(
        {
            "Job Title": ["ML Engineer"],
            "min_amount": [60_000],
            "currency": ["EUR"],
            "ort": ["Berlin"],
        }
    )
    cleaned = payband.clean_frame(frame)
    assert (cleaned.loc[0, "annual_min"], cleaned.loc[0, "city"]) == (60_000, "Berlin")
    frame["mine"] = ["€70k"]
    assert payband.clean_frame(frame, map={"salary_min": "mine"}).loc[0, "annual_min"] == 70_000


door: Any = payband  # called wrongly below, which a type checker would see


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: door.clean({}), "takes a payband.RawPosting, not dict"),
        (lambda: door.clean(None), "takes a payband.RawPosting, not None"),
        (lambda: door.clean(raw(title=None)), "RawPosting.title must be text, not None"),
        (lambda: door.clean(raw(salary=5)), "RawPosting.salary must be text, not int"),
        (lambda: door.clean_frame(None), "takes a pandas DataFrame, not None"),
        (lambda: door.clean_frame([{}]), "takes a pandas DataFrame, not list"),
        (lambda: door.read_pay(5), "not int"),
        (lambda: door.run_sample(5), "takes a folder, not int"),
    ],
)
def test_a_wrong_type_is_a_type_error_in_words(call, words):
    with pytest.raises(TypeError, match=words):
        call()


def test_a_wrong_map_is_named():
    frame = pd.DataFrame({"title": ["A"]})
    with pytest.raises(UsageError, match="no such meaning"):
        payband.clean_frame(frame, map={"shoe": "title"})
    with pytest.raises(InputError, match="the frame: there is no column 'pay'"):
        payband.clean_frame(frame, map={"pay": "pay"})


def test_the_sample_is_run_in_a_folder(tmp_path, quick_crawls):
    outcome = payband.run_sample(tmp_path / "demo")
    assert outcome.exit_code == 0
    assert all(file.is_file() and tmp_path in file.parents for file in outcome.files)


def test_an_import_loads_nothing_heavy():
    heavy = "{'pandas', 'sqlalchemy', 'scrapy'}"
    code = f"import sys, payband; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_module_is_the_command_line():
    done = subprocess.run(
        [sys.executable, "-m", "payband", "--version"], capture_output=True, text=True, check=True
    )
    assert VERSION in done.stdout
