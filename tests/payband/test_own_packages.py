"""A folder of the user with one of our names is told in words, not by a strange error."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def python(folder, *words):
    code = [sys.executable, *words]
    return subprocess.run(code, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(params=["models", "pipeline", "scrapers"])
def named(request, tmp_path):
    """Return one of our names, with a package of that name in a folder of the user."""
    (tmp_path / request.param).mkdir()
    (tmp_path / request.param / "__init__.py").write_text("raise SystemExit('not ours')\n")
    return request.param


def test_the_library_and_the_module_say_which_package_is_in_the_way(named, tmp_path):
    for words in (("-c", "import payband; payband.read_pay"), ("-m", "payband", "--version")):
        done = python(tmp_path, *words)
        assert done.returncode == 1
        assert f"{named} is taken from {tmp_path / named}" in done.stderr
        assert "Python with -P" in done.stderr
    assert python(tmp_path, "-m", "payband").stderr.startswith(f"payband: {named} is taken")


def test_the_way_out_works(named, tmp_path):
    code = "import payband; print(payband.read_pay('60k EUR').band.min)"
    assert (named, python(tmp_path, "-P", "-c", code).stdout) == (named, "60000\n")
