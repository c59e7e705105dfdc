"""Write the files of a new source into a checkout: spider, rules, fixtures."""

import csv
import io
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from tools.new_platform import NAME, Platform, check_new, first_pages, new_platform, platforms


def new_source(root: Path, name: str, platform: str, url: str) -> list[Path]:
    """Write a source into the checkout at `root`; return the files that are new or changed.

    A platform that there is not is new: its module is written too. Raises UsageError for a wrong
    name, platform or URL.
    """
    known = platforms(root)
    if not known:
        raise UsageError(f"{root} is no checkout of Payband: run this in one")
    if not NAME.fullmatch(name) or (root / f"scrapers/spiders/{name}.py").exists():
        raise UsageError(f"NAME: {name!r} is taken, or not of lower-case letters, digits and _")
    if platform not in known:
        check_new(known, platform)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"URL: {url!r} is not a web address")
    base = known.get(platform) or new_platform(root, platform)
    module = [] if platform in known else [root / f"scrapers/platforms/{platform}.py"]
    return [
        *module,
        _spider(root, name, base, url),
        _facts(root, name, base, url),
        *_fixtures(root, name, base, url),
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
    for file, text in ({} if platform.pattern else first_pages()).items():
        page = folder / name / file
        page.write_text(text, encoding="utf-8")
        _row(index, [name, file, "acme" if platform.has_boards else "", url])
        made.append(page)
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
