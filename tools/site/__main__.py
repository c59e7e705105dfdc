"""Build the site of the documents: `python -m tools.site [FOLDER]`, by default into build/site.

The site has the folders of the repository, so that links between pages lead to the same places:
the README is its first page, docs/ is below it. Links that lead nowhere, and pages that are in no
menu, are errors.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "paybench/README.md")
MORE = ("docs/**/*.md", "pipeline/rules/README.md", "tests/labels/README.md")


def pages() -> list[Path]:
    """Return the pages of the site, as files of the repository."""
    return [
        *(ROOT / name for name in PAGES),
        *(f for more in MORE for f in sorted(ROOT.glob(more))),
    ]


def build(folder: Path) -> None:
    """Write the site to a folder. Raises CalledProcessError where a link or the menu is wrong."""
    with TemporaryDirectory() as name:
        sources = Path(name)
        for page in pages():
            _copy(page, sources)
        config = ROOT / "mkdocs.yml"
        words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
        words += ["--config-file", str(config), "--site-dir", str(folder.resolve())]
        environment = {**os.environ, "PAYBAND_PAGES": name}
        subprocess.run(words, cwd=ROOT, env=environment, check=True)


def _copy(page: Path, target: Path) -> None:
    """Copy a page, and the files that it links to, to the same place below `target`."""
    linked = LINK.findall(page.read_text(encoding="utf-8"))
    found = [page, *(file for link in linked if (file := (page.parent / link).resolve()).is_file())]
    for file in found:
        to = target / file.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, to)


def main() -> None:
    """Build the site into the folder that the command line names."""
    words = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__)
    words.add_argument("folder", nargs="?", type=Path, default=Path("build/site"))
    build(words.parse_args().folder)


if __name__ == "__main__":
    main()
