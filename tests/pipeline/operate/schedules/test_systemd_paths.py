"""Which folder and program systemd itself reads in the units."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.operate.schedules.systemd import systemd, systemd_user
from pipeline.operate.schedules.when import When

WHEN = When(5, 30)
PLAIN = "/srv/payband"


def program_in(folder):
    folder.mkdir(exist_ok=True)
    program = folder / "payband"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


def read_by_systemd(unit):
    """Return the lines in which systemd says how it read a unit."""
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "debug"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [line.strip() for line in done.stdout.splitlines()]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("name", ["my jobs 100%", "a\\x20b \"c\" 'd' $HOME; %h"])
def test_systemd_reads_the_folder_that_is_meant(name, tmp_path):
    folder = tmp_path / name
    folder.mkdir()
    program = program_in(tmp_path / "my programs; 100% $HOME")
    units = tmp_path / "units"
    units.mkdir()
    for file, text in systemd(folder, program, WHEN, "nobody").items():
        (units / file).write_text(text)
    spelt = str(program).replace("$", "\\$")  # as systemd quotes what it shows
    for file, command in {
        "payband.service": "run --due",
        "payband-rates.service": "fx update",
        "payband-failure.service": "status",
    }.items():
        lines = read_by_systemd(units / file)
        assert f"WorkingDirectory: {folder}" in lines
        assert f'Command Line: "{spelt}" {command}' in lines
        assert (f"ReadWritePaths: {folder}" in lines) == ("failure" not in file)


@pytest.mark.parametrize("make", [systemd, systemd_user])
@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/srv/pay\\", PLAIN),
        ("/srv/pay ", PLAIN),
        (PLAIN, "/srv/'a'/payband"),
        (PLAIN, '/srv/"a"/payband'),
        (PLAIN, "/srv/a\\b/payband"),
    ],
)
def test_a_path_that_systemd_cannot_take_is_refused(make, folder, program):
    with pytest.raises(UsageError, match="systemd"):
        make(Path(folder), Path(program), WHEN)
