"""Write the files of a new source into a checkout: spider, rules, fixtures."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from pipeline.errors import UsageError

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
# A source has these pages at least; those of its platform's first source are the pattern.


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform: its module, its class, and a source with fixtures in its shape."""

    name: str
    module: str
    base: str
    pattern: str
    has_boards: bool


def platforms(root: Path) -> dict[str, Platform]:
    """Return the platforms of a checkout that some source is built on, by name."""
    found: dict[str, Platform] = {}
    for spider in sorted((root / "scrapers/spiders").glob("*.py")):
        text = spider.read_text(encoding="utf-8")
        built = re.search(r"from scrapers\.platforms\.((\w+)[\w.]*) import (\w+Spider)", text)
        if built and built[2] not in found:
            path, name, base = built[1], built[2], built[3]
            module = root / "scrapers/platforms" / f"{path.replace('.', '/')}.py"
            boards = re.search(r'^    platform = "', module.read_text("utf-8"), re.MULTILINE)
            found[name] = Platform(name, path, base, spider.stem, bool(boards))
    return found


def new_source(root: Path, name: str, platform: str, url: str) -> list[Path]:
    """Write a source into the checkout at `root`; return the files that are new or changed.

    Raises UsageError for a wrong name, platform or URL.
    """
    known = platforms(root)
    if not known:
        raise UsageError(f"{root} is no checkout of Payband: run this in one")
    if not NAME.fullmatch(name) or (root / f"scrapers/spiders/{name}.py").exists():
        raise UsageError(f"NAME: {name!r} is taken, or not of lower-case letters, digits and _")
    if platform not in known:
        raise UsageError(f"--platform: there is no {platform!r}; there are {', '.join(known)}")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"URL: {url!r} is not a web address")
    return [
        _spider(root, name, known[platform], url),
        _facts(root, name, known[platform], url),
        *_fixtures(root, name, known[platform], url),
    ]


def _facts(root: Path, name: str, platform: Platform, url: str) -> Path:
    """Write what is known of the source: nothing is decided, and no terms are read yet."""
    template = Template((root / "scrapers/templates/source_facts.tmpl").read_text("utf-8"))
    boards = f'platform = "{platform.name}"\n' if platform.has_boards else ""
    path = root / f"pipeline/rules/sources/{name}.toml"
    path.write_text(template.substitute(url=url, platform=boards), encoding="utf-8")
    return path


def _spider(root: Path, name: str, platform: Platform, url: str) -> Path:
    kind = "boards" if platform.has_boards else "pages"
    template = Template((root / f"scrapers/templates/source_{kind}.tmpl").read_text("utf-8"))
    words = {
        "name": name,
        "classname": "".join(part.capitalize() for part in name.split("_")),
        "module": platform.module,
        "base": platform.base,
        "domain": urlsplit(url).hostname,
        "url": url,
        "follow": '\n    follow = r"/jobs/"  # links that lead to postings, or to more such pages'
        if platform.name == "schema_org"
        else "",
    }
    path = root / f"scrapers/spiders/{name}.py"
    path.write_text(template.substitute(words), encoding="utf-8")
    return path


def _fixtures(root: Path, name: str, platform: Platform, url: str) -> list[Path]:
    """Copy the pattern's pages, to be made those of the new source; no golden files."""
    folder = root / "tests/scrapers/fixtures"
    index = folder / "index.csv"
    rows = list(csv.reader(io.StringIO(index.read_text(encoding="utf-8"))))
    (folder / name).mkdir()
    made = []
    for source, file, board, address in rows[1:]:
        if source == platform.pattern:
            page = folder / name / file
            page.write_bytes((folder / source / file).read_bytes())
            _row(index, [name, file, board, address if board else url])
            made.append(page)
    return [*made, index]


def _row(file: Path, cells: list[str]) -> Path:
    """Put a row into a CSV where its first cell belongs by the alphabet."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    at = next((n for n, line in enumerate(lines) if n and line.split(",")[0] > cells[0]), None)
    lines.insert(len(lines) if at is None else at, out.getvalue())
    file.write_text("".join(lines), encoding="utf-8")
    return file
