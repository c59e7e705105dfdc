"""Every file and module that documents, comments and docstrings name is there."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("bench", "models", "payband", "paybench", "pipeline", "scrapers", "tests", "tools")
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "paybench/README.md",
    *(ROOT / "tests").rglob("README.md"),
    *(ROOT / "scrapers").rglob("README.md"),
    *(ROOT / "pipeline").rglob("README.md"),
]
MODULES = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
NAMES = {f"/{path.relative_to(ROOT)}" for path in MODULES}

PATH = re.compile(r"(?<![\w/.{])((?:\w+/)*\w+\.py)\b")
MODULE = re.compile(rf"python (?:-\w )*-m ((?:{'|'.join(CODE)})(?:\.\w+)*)")
MADE_BY_READER = {  # files that the reader of a page writes
    "medians.py",
    "scrapers/spiders/acme.py",
    "scrapers/platforms/zephyr.py",
}


def unknown(text: str) -> list[str]:
    """Return the paths and modules in a text that the checkout does not have."""
    paths = [path for path in PATH.findall(text) if not _is_file(path)]
    return paths + [name for name in MODULE.findall(text) if not _is_module(name)]


def _is_file(path: str) -> bool:
    # inside a package a path is short: `store/lifecycle/rules.py`
    return path in MADE_BY_READER or any(name.endswith(f"/{path}") for name in NAMES)


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def prose(source: str) -> Iterator[str]:
    """Yield the comments and docstrings of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def test_a_wrong_path_is_noticed():
    text = "see `store/lifecycle/rules.py`, `store/life.py`; python -m pipeline.publish.dictionary"
    assert unknown(text) == ["store/life.py", "pipeline.publish.dictionary"]
    assert unknown("`python -m tools.accuracy`, `python -P -m payband run`") == []


def test_the_module_to_read_first_is_in_its_folder():
    table = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)/` \|.*\| `(\S+\.py)` \|$", table, re.MULTILINE)
    assert len(rows) > 15
    assert [row for row in rows if not ROOT.joinpath(*row).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_what_there_is(page):
    assert unknown(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("folder", CODE)
def test_comments_and_docstrings_name_what_there_is(folder):
    wrong: dict[str, list[str]] = {}
    for path in MODULES:
        name = str(path.relative_to(ROOT))
        if name.startswith(f"{folder}/") and path != Path(__file__):
            missing = [word for text in prose(path.read_text("utf-8")) for word in unknown(text)]
            wrong |= {name: missing} if missing else {}
    assert wrong == {}
