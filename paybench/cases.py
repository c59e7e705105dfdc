"""The rows of the tables in tests/pipeline/pay/, in the tidy form: the batch `cases`.

Those tables are the source; the tidy rows are made of them again by each `python -m paybench`.
"""

from collections.abc import Iterator
from pathlib import Path

from models.vocab import Flag
from paybench.rows import DATA, Row, identity, read_rows, row_of, split_of, write_rows
from tools.label_files import rows

BATCH = "cases"
FOLDER = Path(__file__).parent.parent / "tests/pipeline/pay"
PLACES = {"read_cases.csv": "field", "prose_cases.csv": "prose"}
FLAGS = {flag.value for flag in Flag}


def convert(folder: Path = DATA) -> list[Row]:
    """Write the rows of the batch anew, before those of all others; return all.

    A case that stands in another batch stays in that one, so that no batch ever shrinks.
    """
    others = [row for row in read_rows(folder) if row.batch != BATCH]
    known = {(row.place, row.country, row.text) for row in others}
    made = [row for row in case_rows() if (row.place, row.country, row.text) not in known]
    write_rows([*made, *others], folder)
    return [*made, *others]


def case_rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Yield the tidy row of each case with a text; of two alike the first."""
    seen = set()
    for name, place in PLACES.items():
        listed = rows(folder / name, ("form", "country", "text", "reads"))
        for case in (case for case in listed if case["text"].strip()):
            row = _tidy(case, place, name)
            if row.id not in seen:
                seen.add(row.id)
                yield row


def _tidy(case: dict[str, str], place: str, name: str) -> Row:
    text = case["text"].replace("\\n", "\n") if place == "prose" else case["text"]
    given = {"text": text, "country": case["country"], "place": place, "form": case["form"]}
    own = {"split": split_of(text), "batch": BATCH}
    own["id"] = identity(BATCH, place, case["country"], text)
    return row_of({**given, **own, **_label(case["reads"])}, f"{name}: {text!r}")


def _label(reads: str) -> dict[str, str]:
    """Return the label of `130000..170000 USD year not_base`, as the tables of tests write it."""
    if not reads:
        return dict.fromkeys(("min", "max", "currency", "period", "bogus"), "")
    ends, currency, period, *words = reads.split()
    low, _, high = ends.partition("..")
    return {
        "min": low,
        "max": high,
        "currency": currency.strip("-"),
        "period": period.strip("-"),
        "bogus": "yes" if FLAGS & set(words) else "",
    }
