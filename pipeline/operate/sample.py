"""The bundled sample: its archives and its settings, apart from the live store."""

import filecmp
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from pipeline.config import Settings
from pipeline.operate.store_choice import SAMPLE_FOLDER, SAMPLE_URL
from pipeline.store.runs.bundled_sample import BUNDLED

FOLDER = SAMPLE_FOLDER
ARCHIVES = files("scrapers") / "sample" / "archives"


class SampleSettings(Settings):
    """The settings of the sample: all its files are in `data/sample`, whatever is configured.

    Exchange rates are those of the live store. File names begin with `sample-`.
    """

    @property
    def export_file(self) -> Path:
        """The file for the export of the sample's postings."""
        return self.exports_dir / "sample-postings.csv"

    @property
    def report_page(self) -> Path:
        """The file for the sample's salary report."""
        return self.reports_dir / "sample-salaries.html"


def sample_settings(live: Settings) -> SampleSettings:
    """Return the sample's settings: those of the live store, with other folders."""
    own = {
        "database_url": SAMPLE_URL,
        "archive_dir": FOLDER / "archive",
        "exports_dir": FOLDER / "exports",
        "reports_dir": FOLDER / "reports",
        "rates_dir": live.rates_folder,
    }
    return SampleSettings(**(live.model_dump() | own))


@contextmanager
def sample_archives() -> Iterator[tuple[Path, ...]]:
    """Yield the archive files of the sample's crawls, the oldest first."""
    with as_file(ARCHIVES) as folder:
        yield tuple(sorted(folder.glob("*.warc.gz")))


def archive_name(archive: Path) -> str:
    """Return the `archive` value of a run: a file name, or the name of the bundled sample."""
    with sample_archives() as bundled:
        same = archive.is_file() and any(
            filecmp.cmp(archive, one, shallow=False) for one in bundled
        )
    return BUNDLED if same else archive.name
