import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # a reader of the workflow alone

from pipeline.errors import UsageError
from pipeline.operate.schedules.cron import cron
from pipeline.operate.schedules.github_actions import OFF_HOUR, github_actions
from pipeline.operate.schedules.systemd import systemd, systemd_user
from pipeline.operate.schedules.when import When

FOLDER = Path("/srv/pay band/100%")
PROGRAM = Path("/srv/pay band/.venv/bin/payband")


def cron_text(*given):
    return cron(*given)["payband.cron"]


def test_the_cron_line_runs_payband_in_its_folder():
    line = cron_text(FOLDER, PROGRAM, When(4, 15)).splitlines()[-1]
    minute, hour, day, month, weekday, command = line.split(" ", 5)
    assert (minute, hour, day, month, weekday) == ("15", "4", "*", "*", "*")
    assert command.startswith(
        "cd '/srv/pay band/100\\%' && mkdir -p data && '/srv/pay band/.venv/bin/payband' run --due"
    )


def test_the_cron_line_is_one_a_shell_can_run(tmp_path):
    folder = tmp_path / "with space"
    folder.mkdir()  # a new one, without data/
    program = tmp_path / "pay band"
    program.write_text('#!/bin/sh\necho "$1 in $(pwd)"\n')
    program.chmod(0o755)
    command = cron_text(folder, program, When(0, 0)).splitlines()[-1].split(" ", 5)[5]
    subprocess.run(["sh", "-c", command.replace("\\%", "%")], check=True)
    assert (folder / "data/cron.log").read_text() == f"run in {folder}\n"


def test_a_second_run_adds_to_the_log(tmp_path):
    program = tmp_path / "payband"
    program.write_text("#!/bin/sh\necho more\n")
    program.chmod(0o755)
    command = cron_text(tmp_path, program, When(0, 0)).splitlines()[-1].split(" ", 5)[5]
    for _ in range(2):
        subprocess.run(["sh", "-c", command], check=True)
    assert (tmp_path / "data/cron.log").read_text() == "more\nmore\n"


def test_the_comment_tells_every_exit_code():
    comment = " ".join(cron_text(FOLDER, PROGRAM, When(0, 0)).splitlines()[:-1])
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


def parsed(text):
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[method-assign,assignment]  # as its manual says
    unit.read_string(text)
    return unit


def test_the_units_call_payband_run_and_say_what_follows_a_failure():
    files = systemd(FOLDER, PROGRAM, When(4, 15), "payband")
    assert set(files) == {
        *("payband.service", "payband.timer", "payband-failure.service"),
        *("payband-rates.service", "payband-rates.timer"),
    }
    service = parsed(files["payband.service"])
    assert service["Service"]["ExecStart"] == '"/srv/pay band/.venv/bin/payband" run --due'
    assert service["Service"]["WorkingDirectory"] == "/srv/pay band/100%%"
    assert service["Service"]["ReadWritePaths"] == '"/srv/pay band/100%%"'
    assert service["Service"]["User"] == "payband"
    assert service["Unit"]["OnFailure"] == "payband-failure.service"
    assert parsed(files["payband-failure.service"])["Service"]["ExecStart"].endswith(" status")
    timer = parsed(files["payband.timer"])["Timer"]
    assert timer["OnCalendar"] == "*-*-* 04:15:00"
    assert (timer["Persistent"], timer["RandomizedDelaySec"]) == ("true", "15min")


def test_exchange_rates_are_fetched_once_a_week_by_each_of_them():
    line = cron_text(FOLDER, PROGRAM, When(0, 15)).splitlines()[-2]
    assert line.startswith("15 23 * * 1 cd '/srv/pay band/100\\%' && mkdir -p data && '/srv/pay ")
    assert " fx update >> data/cron.log" in line
    for make in (systemd, systemd_user):
        files = make(FOLDER, PROGRAM, When(4, 15))
        service = parsed(files["payband-rates.service"])["Service"]
        assert service["ExecStart"] == '"/srv/pay band/.venv/bin/payband" fx update'
        assert "SuccessExitStatus" not in service
        assert parsed(files["payband-rates.timer"])["Timer"]["OnCalendar"] == "Mon *-*-* 03:15:00"
    workflow = yaml.safe_load(github_actions(When(5, 0))["payband.yml"])
    [step] = [s for s in workflow["jobs"]["run"]["steps"] if s.get("run") == "payband fx update"]
    assert step["continue-on-error"]


def test_a_wrong_account_is_refused():
    with pytest.raises(UsageError, match="not the name of an account"):
        systemd(FOLDER, PROGRAM, When(4, 15), "root; rm")


def test_a_users_own_units_set_nothing_that_its_manager_may_not():
    service = parsed(systemd_user(FOLDER, PROGRAM, When(4, 15))["payband.service"])["Service"]
    assert "NoNewPrivileges" in service
    assert not {"User", "CapabilityBoundingSet", "ProtectClock", "ProtectSystem"} & set(service)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("make", [systemd, systemd_user])
def test_systemd_itself_accepts_the_units(make, tmp_path):
    folder = tmp_path / "with space, 100%"
    folder.mkdir()
    program = folder / "payband"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    files = make(folder, program, When(5, 30))
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = analyze("verify", *(str(tmp_path / name) for name in files))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_calls_the_service_well_protected(tmp_path):
    program = tmp_path / "payband"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    service = tmp_path / "payband.service"
    service.write_text(systemd(tmp_path, program, When(5, 30), "nobody")["payband.service"])
    done = analyze("security", "--offline=true", "--threshold=30", str(service))
    assert done.returncode == 0, done.stdout


def analyze(*words):
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def test_the_workflow_runs_at_an_off_hour_alone_and_fails_on_old_postings():
    workflow = yaml.safe_load(github_actions(When(5, 0))["payband.yml"])
    (schedule,) = workflow[True]["schedule"]  # YAML reads `on` as true
    assert schedule["cron"] == f"{OFF_HOUR} 5 * * *"
    assert workflow["concurrency"] == {"group": "payband", "cancel-in-progress": False}
    steps = workflow["jobs"]["run"]["steps"]
    commands = [step.get("run", step.get("uses", "")) for step in steps]
    assert commands.index("payband status --max-age 36h") > commands.index(
        "payband export --format parquet"
    )
    assert any("workflows/payband.yml/enable" in command for command in commands)
    assert "3.12" in str(steps[1])
    assert "{" not in "".join(c for c in commands if c.startswith("payband"))


def github_accepts(file):
    """Return whether a workflow keeps to GitHub's schema, which check-jsonschema brings."""
    words = ["--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0


def test_the_workflow_keeps_to_githubs_schema(tmp_path):
    text = github_actions(When(5, 0, 6))["payband.yml"]
    good, wrong = tmp_path / "good.yml", tmp_path / "wrong.yml"
    good.write_text(text)
    wrong.write_text(text.replace("cancel-in-progress", "cancel-in-progres"))
    assert github_accepts(good)
    assert not github_accepts(wrong)


def test_files_are_written_into_a_folder_and_never_over_others(payband, tmp_path):
    into = tmp_path / "units"
    done = payband("schedule", "print", "systemd", "--into", str(into))
    assert sorted(p.name for p in into.iterdir()) == [
        "payband-failure.service",
        "payband-rates.service",
        "payband-rates.timer",
        "payband.service",
        "payband.timer",
    ]
    assert "systemctl daemon-reload" in done.stderr
    (into / "payband.timer").write_text("mine")
    refused = payband("schedule", "print", "systemd", "--into", str(into), code=2)
    assert "is there and differs" in refused.stderr
    assert (into / "payband.timer").read_text() == "mine"


def test_the_workflow_keeps_its_store_also_after_a_run_that_failed():
    (job,) = yaml.safe_load(github_actions(When(5, 0))["payband.yml"])["jobs"].values()
    uses = [step.get("uses", step.get("run", "")) for step in job["steps"]]
    save = job["steps"][uses.index("actions/cache/save@v4")]
    assert save["if"] == "always()"
    assert uses.index("actions/cache/save@v4") == 1 + next(
        at for at, words in enumerate(uses) if words.startswith("payband run")
    )
    assert (
        save["with"]["key"] == job["steps"][uses.index("actions/cache/restore@v4")]["with"]["key"]
    )


def test_the_units_run_as_the_owner_of_the_folder_and_others_may_read_exports(payband, tmp_path):
    tmp_path.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(tmp_path, "nobody")
    printed = payband("schedule", "print", "systemd")
    assert printed.stdout.count(f"User={tmp_path.owner()}\n") == 3
    assert "UMask=0022\n" in printed.stdout
    assert "runs as root" not in printed.stderr
    named = payband("schedule", "print", "systemd", "--user", "payband")
    assert named.stdout.count("User=payband\n") == 3


def test_an_account_that_this_machine_lacks_is_named(payband):
    printed = payband("schedule", "print", "systemd", "--user", "nosuch")
    assert "there is no account 'nosuch' on this machine" in printed.stderr
    there = payband("schedule", "print", "systemd", "--user", "nobody")
    assert "no account" not in there.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root owns folders of root")
def test_units_that_would_run_as_root_say_so(payband):
    printed = payband("schedule", "print", "systemd")
    assert "User=" not in printed.stdout
    assert "it runs as root: name the account of this folder with --user" in printed.stderr
