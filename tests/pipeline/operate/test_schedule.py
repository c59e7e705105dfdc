import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.operate.schedule import When, cron, systemd

FOLDER = Path("/srv/pay band/100%")
PROGRAM = Path("/srv/pay band/.venv/bin/payband")


def units(text):
    """Split the printed text into the files its comments name."""
    parts = text.split("# /etc/systemd/system/")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def test_the_cron_line_runs_payband_in_its_folder():
    line = cron(FOLDER, PROGRAM, When(4, 15)).splitlines()[-1]
    minute, hour, day, month, weekday, command = line.split(" ", 5)
    assert (minute, hour, day, month, weekday) == ("15", "4", "*", "*", "*")
    assert command.startswith(
        "cd '/srv/pay band/100\\%' && mkdir -p data && '/srv/pay band/.venv/bin/payband' run >>"
    )


def test_the_cron_line_is_one_a_shell_can_run(tmp_path):
    folder = tmp_path / "with space"
    folder.mkdir()  # a new one, without data/
    program = tmp_path / "pay band"
    program.write_text('#!/bin/sh\necho "$1 in $(pwd)"\n')
    program.chmod(0o755)
    command = cron(folder, program, When(0, 0)).splitlines()[-1].split(" ", 5)[5]
    subprocess.run(["sh", "-c", command.replace("\\%", "%")], check=True)
    assert (folder / "data/cron.log").read_text() == f"run in {folder}\n"


def test_a_second_run_adds_to_the_log(tmp_path):
    program = tmp_path / "payband"
    program.write_text("#!/bin/sh\necho more\n")
    program.chmod(0o755)
    command = cron(tmp_path, program, When(0, 0)).splitlines()[-1].split(" ", 5)[5]
    for _ in range(2):
        subprocess.run(["sh", "-c", command], check=True)
    assert (tmp_path / "data/cron.log").read_text() == "more\nmore\n"


def test_the_comment_tells_every_exit_code():
    comment = " ".join(cron(FOLDER, PROGRAM, When(0, 0)).splitlines()[:-1])
    for code in (0, 1, 2, 3, 4, 5):
        assert re.search(rf"\b{code} [a-z]", comment)


@pytest.mark.parametrize("make", [cron, systemd])
@pytest.mark.parametrize(
    "path", ["/srv/a\nb", "/srv/bell\x07", "/srv/a\rb", "/srv/a\x0bb", "/srv/a\u2028b"]
)
def test_a_path_with_a_line_break_is_refused(make, path):
    for folder, program in ((Path(path), PROGRAM), (FOLDER, Path(path) / "payband")):
        with pytest.raises(UsageError, match="line break"):
            make(folder, program, When(0, 0))


def test_the_help_never_replaces_a_crontab(payband):
    for words in (["schedule", "--help"], ["schedule", "print", "--help"]):
        assert "crontab -\n" not in payband(*words).stdout + "\n"
    assert "crontab -e" in payband("schedule", "print", "--help").stdout


def test_the_units_are_well_formed_and_call_payband_run():
    files = units(systemd(FOLDER, PROGRAM, When(4, 15)))
    assert set(files) == {"payband.service", "payband.timer"}
    service = configparser.ConfigParser(interpolation=None)
    service.optionxform = str  # type: ignore[method-assign,assignment]  # as its manual says
    service.read_string(files["payband.service"])
    assert service["Service"]["ExecStart"] == "/srv/pay\\x20band/.venv/bin/payband run"
    assert service["Service"]["WorkingDirectory"] == "/srv/pay\\x20band/100%%"
    assert service["Service"]["Type"] == "oneshot"
    timer = configparser.ConfigParser()
    timer.read_string(files["payband.timer"])
    assert timer["Timer"]["OnCalendar"] == "*-*-* 04:15:00"
    assert timer["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_itself_accepts_the_units(tmp_path):
    folder = tmp_path / "with space, 100%"
    folder.mkdir()
    program = folder / "payband"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name, text in units(systemd(folder, program, When(5, 30))).items():
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            str(tmp_path / "payband.service"),
            str(tmp_path / "payband.timer"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
