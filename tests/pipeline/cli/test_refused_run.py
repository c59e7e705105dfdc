"""A second run leaves at once: it reads neither all settings nor the rules."""

import subprocess
import sys

import pytest

from pipeline.config import load_settings
from pipeline.config_file import database_url_only
from pipeline.store.db.lock import run_lock

SLOW = ("pydantic", "sqlalchemy", "pandas", "pipeline.rules.rulebook")
SHOW = f"""
import sys
from pipeline.cli.main import main
try:
    main()
finally:
    print([name for name in {SLOW!r} if name in sys.modules])
"""


def test_a_refused_run_imports_nothing_slow(tmp_path):
    url = f"sqlite:///{tmp_path}/live.db"
    (tmp_path / "payband.toml").write_text(f'database_url = "{url}"\ncontact = "a@example.org"\n')
    with run_lock(url):
        done = subprocess.run(
            [sys.executable, "-P", "-c", SHOW, "run"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 5
    assert "another run is at work: process" in done.stderr
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("file", "variable"),
    [
        ("", None),
        ('database_url = "sqlite:///mine.db"', None),
        ('database_url = "sqlite:///mine.db"', "sqlite:///theirs.db"),
        ("", "postgresql://me:secret@db.example.org/payband"),
    ],
)
def test_the_url_alone_is_the_one_of_all_settings(tmp_path, monkeypatch, file, variable):
    monkeypatch.chdir(tmp_path)
    if file:
        (tmp_path / "payband.toml").write_text(file)
    if variable:
        monkeypatch.setenv("payband_database_url", variable)
    assert database_url_only() == load_settings().database_url


@pytest.mark.parametrize("file", ["database_url = 7", "database_url = ", "\udcff"])
def test_a_file_that_is_wrong_is_left_to_all_settings(tmp_path, monkeypatch, file):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payband.toml").write_bytes(file.encode("utf-8", "surrogateescape"))
    assert database_url_only() is None
