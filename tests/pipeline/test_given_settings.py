"""What the caller gives wins over variables, and these over the file; tables are merged."""

import pytest

from pipeline.config import load_settings
from pipeline.settings.given_settings import merged


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAYBAND_CONFIG", raising=False)
    (tmp_path / "payband.toml").write_text(
        'contact = "file@example.org"\njobs = 3\nretention_days = 7\n[cadence]\nlever = "12h"\n'
    )


def test_the_caller_then_variables_in_any_case_then_the_file(monkeypatch):
    monkeypatch.setenv("payband_Jobs", "4")
    monkeypatch.setenv("PAYBAND_RETENTION_DAYS", "8")
    found = load_settings(retention_days=9)
    assert (found.contact, found.jobs, found.retention_days) == ("file@example.org", 4, 9)
    assert found.database_max_wait == 300.0
    assert isinstance(found.database_max_wait, float)


def test_a_table_is_merged_and_a_variable_replaces_it(monkeypatch):
    assert load_settings(cadence={"default": "3d"}).cadence == {"default": "3d", "lever": "12h"}
    monkeypatch.setenv("PAYBAND_CADENCE", "weekly")
    assert load_settings().cadence == {"default": "weekly"}
    assert merged({"a": {"b": 1, "c": 1}}, {"a": {"b": 2}}, {}) == {"a": {"b": 2, "c": 1}}
