"""The table of benches has its commands, and judges a figure by its aim."""

import csv
from pathlib import Path

from bench import figures as noted
from bench import scale_chart, table

ROOT = Path(__file__).resolve().parent.parent


def test_each_figure_has_a_bench_that_notes_it():
    commands = {row["bench"] for row in table.rows("commands.csv")}
    for row in table.rows("figures.csv"):
        bench = row["figure"].partition(".")[0]
        assert bench in commands
        assert f'figure(f"{bench}.' in (text := source(bench)) or f'"{row["figure"]}"' in text
        assert bool(row["aim"]) == bool(row["bound"])


def source(bench):
    return (ROOT / "bench" / f"{bench}.py").read_text(encoding="utf-8")


def test_a_missed_aim_is_named_with_its_reason():
    row = {
        "figure": "x.y",
        "work": "work",
        "peer": "bare",
        "unit": "rows/s",
        "of": "ratio",
        "bound": "least",
        "aim": "0.5",
        "why": "two tables",
    }
    met = table.line(row, "run", (60, 100))
    assert met == "| work | bare: 100 | 60 rows/s | 0.60 | ratio at least 0.5 | `run` |\n"
    assert "ratio at least 0.5, **missed**: two tables" in table.line(row, "run", (40, 100))
    assert "not explained yet" in table.line({**row, "why": ""}, "run", (40, 100))
    assert "| not measured |" in table.line(row, "run", None)
    assert table.met({"aim": "600", "bound": "most"}, 600)


def test_a_bench_notes_figures_only_where_a_table_is_made(tmp_path, monkeypatch):
    noted.figure("x.y", 1)
    monkeypatch.setenv(noted.FILE, str(tmp_path / "f"))
    noted.figure("x.y", 2, 4)
    noted.figure("x.z", 3)
    assert noted.figures(tmp_path / "f") == {"x.y": (2, 4), "x.z": (3, None)}
    assert noted.figures(tmp_path / "none") == {}


def test_the_written_table_is_that_of_the_kept_figures():
    written = (ROOT / "bench/README.md").read_text(encoding="utf-8")
    rows = [line for line in table.table(table.kept()).splitlines() if line.startswith("| ")]
    assert [line for line in written.splitlines() if line.startswith("| ")] == rows


def test_the_curves_are_drawn_from_the_figures():
    with (ROOT / "docs/scale.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    drawn = scale_chart.draw(rows)
    assert (ROOT / "docs/scale.svg").read_text(encoding="utf-8") == drawn
    assert drawn.count("<polyline") == 2 * len({row[0] for row in rows})
