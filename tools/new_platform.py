"""Find the platforms of a checkout, and write the module and the pages of a new one."""

import ast
import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import Template
from typing import Any

from pipeline.errors import UsageError

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
BASES = frozenset(("json_api", "detailed", "hosted"))
"""Modules that platforms are built on, and no platforms themselves."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform: its module, its class, what it is, and a source with fixtures in its shape.

    `pattern` is empty for a platform that no source is built on yet.
    """

    name: str
    module: str
    base: str
    what: str
    pattern: str
    has_boards: bool


def platforms(root: Path) -> dict[str, Platform]:
    """Return the platforms of a checkout by name; first those that some source is built on."""
    found: dict[str, Platform] = {}
    for spider in sorted((root / "scrapers/spiders").glob("*.py")):
        text = spider.read_text(encoding="utf-8")
        built = re.search(r"from scrapers\.platforms\.((\w+)[\w.]*) import (\w+Spider)", text)
        if built and built[2] not in found:
            found[built[2]] = _platform(root, built[2], built[1], built[3], spider.stem)
    for module in sorted((root / "scrapers/platforms").glob("*.py")):
        name, text = module.stem, module.read_text(encoding="utf-8")
        own = re.search(r"^class (\w+Spider)\(", text, re.MULTILINE)
        if own and name not in found and name not in BASES:
            found[name] = _platform(root, name, name, own[1], "")
    return found


def _platform(root: Path, name: str, module: str, base: str, pattern: str) -> Platform:
    file = root / "scrapers/platforms" / f"{module.replace('.', '/')}.py"
    text = file.read_text(encoding="utf-8")
    package = file.with_name("__init__.py") if "." in module else file
    about = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    boards = re.search(r'^    platform = "', text, re.MULTILINE)
    return Platform(name, module, base, about.partition("\n")[0], pattern, bool(boards))


def check_new(known: dict[str, Platform], name: str) -> None:
    """Raise UsageError for the name of a new platform that will not do, or is a slip."""
    near = get_close_matches(name.replace("_", ""), [k.replace("_", "") for k in known], 1, 0.8)
    if name in BASES or near or not NAME.fullmatch(name):
        lines = (f"  {platform.name}: {platform.what}" for platform in known.values())
        why = "platforms are built on it, see docs/add-a-source.md; " if name in BASES else ""
        raise UsageError(
            f"--platform: there is no {name!r}; {why}there are {', '.join(known)}", *lines
        )


def new_platform(root: Path, name: str) -> Platform:
    """Write the module of a new platform, a JSON interface with pages; return the platform."""
    title = name.replace("_", " ").capitalize()
    base = "".join(part.capitalize() for part in name.split("_")) + "Spider"
    template = Template((root / "scrapers/templates/platform.tmpl").read_text("utf-8"))
    path = root / f"scrapers/platforms/{name}.py"
    path.write_text(template.substitute(title=title, base=base), encoding="utf-8")
    return _platform(root, name, name, base, "")


def first_pages() -> dict[str, str]:
    """Return the pages of a platform that no source has fixtures of, by file, invented."""
    told = {**_job("1001"), "salary": "$150,000 - $180,000 a year", "locations": "Leeds, Oslo"}
    broken = {key: value for key, value in _job("1003").items() if key != "title"}
    return {
        "normal.json": _page([told, _job("1002")], "?page=2"),
        "page_two.json": _page([_job("1004")]),
        "empty.json": _page([]),
        "broken_record.json": _page([broken, _job("1005")]),
    }


def _job(number: str) -> dict[str, Any]:
    return {
        "id": number,
        "url": f"https://northmoor.example/jobs/{number}",
        "title": "Machine Learning Engineer",
        "company": "Northmoor Analytics",
        "locations": "Leeds",
        "description": "<p>You train models that rank search results.</p>",
        "posted": "2026-09-28",
    }


def _page(jobs: list[dict[str, Any]], following: str | None = None) -> str:
    return json.dumps({"jobs": jobs, "next": following}, indent=2) + "\n"
