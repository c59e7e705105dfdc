"""Each data package is valid by the standard's own schemas, and opens in frictionless."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from frictionless import Package, system
from jsonschema.validators import validator_for

from pipeline.publish.export.datapackage import package_file
from pipeline.publish.export.export import export
from pipeline.publish.export.history.history_files import export_history
from pipeline.publish.export.shape import SURVEY, narrowed

ENDINGS = ("csv", "xlsx", "jsonl", "parquet")
SPEC = find_spec("dplib")
assert SPEC
assert SPEC.origin
PROFILES = Path(SPEC.origin).parent / "profiles"


def against_profile(about, version):
    """Return what the standard's JSON Schema of a version has against a description."""
    profile = json.loads((PROFILES / version / "datapackage.json").read_text("utf-8"))
    return [e.message for e in validator_for(profile)(profile).iter_errors(about)]


def found_by_frictionless(package):
    """Return the errors that frictionless finds in a package and its data: type and column."""
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert report.stats["tasks"]
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


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_frictionless_accepts_description_and_data(engine, tmp_path, ending):
    export(engine, tmp_path / f"o.{ending}")
    assert found_by_frictionless(package_file(tmp_path / f"o.{ending}")) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_frictionless_accepts_a_choice_of_columns(engine, tmp_path, ending):
    target = tmp_path / f"o.{ending}"
    chosen = narrowed(["salary_max", "title", "last_seen", "status", "flags", "net"])
    export(engine, target, shape=chosen)
    assert found_by_frictionless(package_file(target)) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_frictionless_accepts_the_survey_columns(engine, tmp_path, ending):
    target = tmp_path / f"o.{ending}"
    export(engine, target, shape=SURVEY)
    assert found_by_frictionless(package_file(target)) == []


def test_of_parquet_frictionless_misreads_empty_whole_numbers_only(store, make, tmp_path):
    """It reads Parquet by pandas, where a column of whole numbers with gaps is of decimals."""
    made = [make(1, (1, 2), experience_min=3, bands=1), make(2, (1, 2), bands=1)]
    export(store(made), tmp_path / "o.parquet")
    found = found_by_frictionless(package_file(tmp_path / "o.parquet"))
    assert found == [["type-error", "experience_min", "nan"]]
