"""Each data package is valid by the standard's own schemas, and opens in frictionless."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from frictionless import Package, system
from jsonschema.validators import validator_for

from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.publish.export.datapackage import package_file
from pipeline.publish.export.export import export
from pipeline.publish.export.history.history_files import export_history
from pipeline.publish.export.shape import DEFAULT, SURVEY, narrowed
from pipeline.publish.report.report import ReportFiles, report
from tests.support.payloads import PAYLOADS

ENDINGS = ("csv", "xlsx", "jsonl", "parquet")
CHOSEN = narrowed(["salary_max", "title", "last_seen", "status", "flags", "net"])
SPEC = find_spec("dplib")
assert SPEC
assert SPEC.origin
PROFILES = Path(SPEC.origin).parent / "profiles"


def against_profile(about, version):
    """Return what the standard's JSON Schema of a version has against a description."""
    profile = json.loads((PROFILES / version / "datapackage.json").read_text("utf-8"))
    return [e.message for e in validator_for(profile)(profile).iter_errors(about)]


def found_by_frictionless(package, rows):
    """Return the errors that frictionless finds in a package and its data: type, column, cell."""
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert [task.stats["rows"] for task in report.tasks] == [rows]
    return report.flatten(["type", "fieldName", "cell"])


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_description_is_valid_by_the_standard(engine, tmp_path, ending, version):
    target = tmp_path / f"o.{ending}"
    export(engine, target)
    about = json.loads(package_file(target).read_text("utf-8"))
    assert against_profile(about, version) == []
    assert against_profile({**about, "resources": []}, version) != []


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_description_of_a_history_is_valid_by_the_standard(engine, tmp_path, version):
    export_history(engine, tmp_path / "h")
    about = json.loads((tmp_path / "h/datapackage.json").read_text("utf-8"))
    assert [e for e in against_profile(about, version) if about["resources"]] == []


def test_the_description_of_a_report_is_valid_and_frictionless_accepts_it(store, make, tmp_path):
    place = {"country": "US", "city": "Reno"}
    jobs = [make(n, (90_000 + n, 120_000), company=f"F {n}", **place) for n in range(12)]
    files = ReportFiles(tmp_path / "s.html")
    report(store(jobs), files.html, ReportOptions(filters=Filters(city=("Reno",)), usd=True))
    about = json.loads(files.package.read_text("utf-8"))
    for version in ("1.0", "2.0"):
        assert against_profile(about, version) == []
    rows = len(files.csv.read_text("utf-8").splitlines()) - 1
    assert rows > 1
    assert found_by_frictionless(files.package, rows) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("shape", [DEFAULT, SURVEY, CHOSEN], ids=["all", "survey", "chosen"])
def test_frictionless_accepts_description_and_data(engine, tmp_path, ending, shape):
    target = tmp_path / f"o.{ending}"
    export(engine, target, shape=shape)
    found = found_by_frictionless(package_file(target), rows=len(PAYLOADS))
    if ending == "parquet":
        found = [each for each in found if not is_known(each, shape)]
    assert found == []


def is_known(error, shape):
    """Return whether frictionless finds a fault in Parquet where it only can't read further.

    It reads Parquet by pandas: it counts no bytes, and a column of whole numbers with gaps is one
    of decimals and "nan".
    """
    kind, column, cell = error
    whole = {c.name for c in shape.columns if c.type is int}
    return kind == "byte-count" or ((kind, cell) == ("type-error", "nan") and column in whole)


@pytest.mark.parametrize("ending", ENDINGS)
def test_frictionless_finds_a_file_that_was_changed(store, make, tmp_path, ending):
    target = tmp_path / f"o.{ending}"
    export(store([make(1, (1, 2)), make(2, (1, 2))]), target, shape=CHOSEN)
    about = package_file(target)
    told = json.loads(about.read_text("utf-8"))
    told["resources"][0]["rows"] = 3
    about.write_text(json.dumps(told), "utf-8")
    assert "row-count" in [kind for kind, *_ in found_by_frictionless(about, rows=2)]
