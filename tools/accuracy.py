"""Measure how well each field is read, from the labelled rows that the project ships.

`python -m tools.accuracy` writes docs/accuracy.md. `--misses [FIELD]` lists the wrong readings, of
all fields without one. Either takes about a minute.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.errors import UsageError
from pipeline.nearest import hint
from pipeline.publish.counted import many
from tools.label_files import FOLDER, rows
from tools.labels import Case, cases, first_passes

DOCS = Path("docs/accuracy.md")
HEAD = """\
# Accuracy

How well each field is read, on rows labelled by hand that stand in `tests/labels/` and in the
tables of `tests/pipeline/pay/`. Made by `python -m tools.accuracy`; a test fails where
this page is out of date. Anyone can check a row, or add one: `tests/labels/README.md` says how.

*Right* counts rows read exactly as labelled, an empty label included. Where a field may be left
empty, *precision* is the share of what was read that is right, *recall* the share of what is
there that was read.
"""
CHOSEN = """\
## How the rows were chosen

Each batch was labelled first and read by the rules after, once: that is its *first pass*. Then
its misses were mined for causes, and rules were changed, so the figures above flatter: the first
pass of the newest batches is what to expect of rows never seen. A label found wrong was put
right afterwards; its first pass stays as it was measured.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """The number of rows and of right rows; of words: labelled, read, and both."""

    rows: int
    right: int
    wanted: int
    read: int
    hits: int


def score(found: Iterable[Case]) -> Score:
    """Return the score of some cases."""
    listed = list(found)
    return Score(
        rows=len(listed),
        right=sum(case.wanted == case.read for case in listed),
        wanted=sum(len(case.wanted) for case in listed),
        read=sum(len(case.read) for case in listed),
        hits=sum(len(case.wanted & case.read) for case in listed),
    )


def accuracy(found: Sequence[Case], folder: Path = FOLDER) -> str:
    """Return the page as Markdown. `found` are the cases of the folder."""
    told = [HEAD, _by_field(found), CHOSEN, _batches(folder), _first_passes(folder, found)]
    return "\n".join(told)


def _by_field(found: Sequence[Case]) -> str:
    header = ("field", "labels", "rows", "right", "share", "precision", "recall")
    kinds = dict.fromkeys((case.field, case.labels) for case in found)
    lines = []
    for field, labels in kinds:
        s = score(c for c in found if (c.field, c.labels) == (field, labels))
        shares = (_share(s.right, s.rows), _share(s.hits, s.read), _share(s.hits, s.wanted))
        lines.append((f"`{field}`", labels, s.rows, s.right, *shares))
    return _table(header, lines)


def _batches(folder: Path) -> str:
    listed = rows(folder / "labels" / "batches.csv", ("labels", "batch", "chosen"))
    return _table(("labels", "batch", "chosen"), [tuple(row.values()) for row in listed])


def _first_passes(folder: Path, found: Sequence[Case]) -> str:
    header = ("labels", "batch", "field", "rows", "first pass", "now")
    lines = []
    for one in first_passes(folder):
        key = one.labels, one.batch, one.field
        s = score(c for c in found if (c.labels, c.batch, c.field) == key)
        lines.append((*key, one.rows, _share(one.right, one.rows), _share(s.right, s.rows)))
    return _table(header, lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def _table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    told = [header, ["---"] * len(header), *lines]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in told) + "\n"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")


def misses(field: str, found: Iterable[Case]) -> Iterator[str]:
    """Yield a line for each row with a reading other than its label, and last a line that counts.

    Only rows of `field` count; all rows where it is empty. Raises UsageError, once all are read,
    for a field that no row has.
    """
    rows, wrong, fields = 0, 0, set()
    for case in found:
        fields.add(case.field)
        if field in ("", case.field):
            rows += 1
            if case.wanted != case.read:
                wrong += 1
                what = "" if field else f"{case.field}: "
                yield f"{what}{case.text}: wanted {_told(case.wanted)}, read {_told(case.read)}"
    if not rows:
        raise UsageError(f"no labelled row has the field {field!r}; {hint(field, sorted(fields))}")
    yield f"{wrong:,} of {many(rows, 'label')}{f' of {field}' if field else ''} misread"


def _told(words: frozenset[str]) -> str:
    return "; ".join(sorted(words)) or "nothing"


def main() -> None:
    """Write the page, or list the misses of a field."""
    if sys.argv[1:2] == ["--misses"]:
        field = sys.argv[2] if len(sys.argv) > 2 else ""
        try:
            sys.stdout.writelines(f"{line}\n" for line in misses(field, cases()))
        except UsageError as error:
            sys.exit(str(error))
        return
    with replacing(DOCS) as file:
        file.write(accuracy(list(cases())).encode())


if __name__ == "__main__":
    main()
