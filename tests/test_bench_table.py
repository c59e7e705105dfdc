"""The table of benches has its commands, and judges a figure by its aim."""

import csv
from pathlib import Path

from bench import figures as noted
from bench import run_bench, scale, scale_chart, table
from bench.figures import Measured

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
    met = table.line(row, "run", Measured(60, 100, "9 rows"))
    assert met == "| work | 9 rows | bare: 100 | 60 rows/s | 0.60 | ratio at least 0.5 | `run` |\n"
    missed = Measured(40, 100)
    assert "ratio at least 0.5, **missed**: two tables" in table.line(row, "run", missed)
    assert "not explained yet" in table.line({**row, "why": ""}, "run", missed)
    assert "| not measured |" in table.line(row, "run", None)
    assert "| **failed**: a / b |" in table.line(row, "run", Measured(None, failed="a | b"))
    assert table.met({"aim": "600", "bound": "most"}, 600)


def test_a_bench_notes_figures_only_where_a_table_is_made(tmp_path, monkeypatch):
    noted.figure("x.y", 1)
    monkeypatch.setenv(noted.FILE, str(tmp_path / "f"))
    noted.figure("x.y", 2, 4)
    noted.figure("x.z", 3)
    assert noted.figures(tmp_path / "f") == {"x.y": Measured(2, 4), "x.z": Measured(3)}
    assert noted.figures(tmp_path / "none") == {}


def test_a_bench_that_fails_is_a_row_and_the_next_one_runs(monkeypatch, capsys):
    ended = {"start": ({}, "no such file"), "pay": ({"pay.short": Measured(2, 1)}, "")}
    monkeypatch.setattr(table, "run_bench", lambda bench, _words, _minutes: ended[bench])
    measured = {"clean.plain": Measured(1, 1)}
    table.run_all(table.wanted(["start", "pay"]), measured, quick=True)
    assert measured["start.help"].failed == measured["start.clean"].failed == "no such file"
    assert measured["pay.short"] == Measured(2, 1)
    assert measured["pay.described"].failed == "the bench ended without this figure"
    assert measured["clean.plain"] == Measured(1, 1)
    assert "== 2/2 pay" in capsys.readouterr().out


def test_a_bench_that_breaks_or_takes_too_long_says_so(capfd):
    assert run_bench.run_bench("of_nothing", [], 1) == ({}, capfd.readouterr().err.strip())
    found, why = run_bench.run_bench("records", [], 0.0005)
    assert (found, why) == ({}, "it did not end within 0.0005 minutes")


def test_memory_at_a_million_is_measured_or_on_a_line():
    assert scale.at_a_million({10: 50.0, 200_000: 200.0, 400_000: 250.0}) == (400.0, 25.0)
    assert scale.at_a_million({100_000: 200.0, 1_000_000: 190.0}) == (190.0, 0.0)


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


def test_every_step_that_is_measured_has_a_colour():
    steps = [row["figure"] for row in table.rows("figures.csv") if row["figure"][:6] == "scale."]
    assert len(steps) + 1 <= len(scale_chart.COLOURS)  # storing has no figure of its own
    drawn = scale_chart.draw([(step, 10 * n, 1, 50) for step in (*steps, "store") for n in (1, 2)])
    assert drawn.count("<polyline") == 2 * (len(steps) + 1)
