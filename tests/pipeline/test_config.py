from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.errors import UsageError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_stand():
    settings = load_settings()
    assert settings.database_url == "sqlite:///data/payband.db"
    assert settings.exports_dir == Path("data/exports")


def test_a_variable_wins_over_the_file(empty_folder, monkeypatch):
    (empty_folder / "payband.toml").write_text('contact = "a@example.com"\njobs = 3\n')
    monkeypatch.setenv("PAYBAND_CONTACT", "b@example.com")
    monkeypatch.setenv("PAYBAND_SOURCES", "ashby, greenhouse")
    settings = load_settings()
    assert (settings.contact, settings.jobs) == ("b@example.com", 3)
    assert settings.sources == ["ashby", "greenhouse"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            'databse_url = "x"',
            "payband.toml: there is no setting 'databse_url'; did you mean 'data",
        ),
        ("zzz = 1", "payband.toml: there is no setting 'zzz'; there are adzuna_app_id, "),
        ("jobs = 'many'", "payband.toml: jobs: Input should be a valid integer.*got 'many'"),
        ("jobs = 0", "payband.toml: jobs: Input should be greater"),
        ("jobs = ", "payband.toml: Invalid value"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_and_key(empty_folder, text, says):
    (empty_folder / "payband.toml").write_text(text)
    with pytest.raises(UsageError, match=says):
        load_settings()


def test_a_wrong_variable_is_an_error_that_names_it(monkeypatch):
    monkeypatch.setenv("PAYBAND_CONTCAT", "x")
    with pytest.raises(UsageError, match="PAYBAND_CONTCAT; did you mean 'PAYBAND_CONTACT'"):
        load_settings()


def test_a_named_file_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv("PAYBAND_CONFIG", "gone.toml")
    with pytest.raises(UsageError, match=r"there is no file gone\.toml"):
        load_settings()


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("sqlite:///data/payband.db", "data/rates"),
        ("sqlite+pysqlite:////srv/pay/x.db?timeout=3", "/srv/pay/rates"),
        ("sqlite:///x.db", "rates"),
        ("sqlite:///:memory:", "data/rates"),
        ("postgresql://me:secret@db.example.org/pay", "data/rates"),
    ],
)
def test_added_rates_are_beside_the_database_or_where_one_says(url, folder):
    assert load_settings(database_url=url).rates_folder == Path(folder)
    assert load_settings(database_url=url, rates_dir=Path("mine")).rates_folder == Path("mine")
