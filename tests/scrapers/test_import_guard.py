import subprocess
import sys
from pathlib import Path

import pytest

import scrapers

ROOT = Path(scrapers.__file__).resolve().parents[1]


def run(*path):
    code = f"import sys; sys.path[:0] = {[str(p) for p in path]!r}; import scrapers; print('fine')"
    return subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["models", "pipeline"])
@pytest.mark.parametrize("kind", ["package", "module", "folder"])
def test_another_package_of_our_names_is_named(tmp_path, name, kind):
    if kind == "module":
        (tmp_path / f"{name}.py").write_text("")
    else:
        (tmp_path / name).mkdir()
        if kind == "package":
            (tmp_path / name / "__init__.py").write_text("")
    done = run(tmp_path, ROOT)
    if kind == "folder":  # a folder without code never wins over a package
        assert done.stdout == "fine\n"
    else:
        assert done.returncode == 1
        assert f"ImportError: {name} was imported from {tmp_path / name}" in done.stderr


def test_our_own_are_fine():
    assert run(ROOT).stdout == "fine\n"
