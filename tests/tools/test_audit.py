"""The audit of dependencies passes only where every pin was answered for."""

import json
import stat
from datetime import date

import pytest

from tools import audit

LOCK = """\
anyio==4.9.0 \\
    --hash=sha256:00
coverage[toml]==7.9 ; sys_platform == 'win32' \\
    --hash=sha256:11 \\
    --hash=sha256:22
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:33
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:44
"""
TODAY = date(2026, 11, 1)
ADVISORY = {
    "id": "PYSEC-2026-1",
    "fix_versions": ["4.9.1"],
    "aliases": ["CVE-2026-0001"],
    "description": "Anyio does as it is told.",
}


def dependency(name, version, *vulns):
    return {"name": name, "version": version, "vulns": list(vulns)}


def report(*dependencies):
    return json.dumps({"dependencies": dependencies, "fixes": []})


GOOD = [
    report(
        dependency("anyio", "4.9.0"), dependency("coverage", "7.9"), dependency("numpy", "2.4.6")
    ),
    report(dependency("numpy", "2.5.5")),
]


@pytest.fixture
def audited(tmp_path, monkeypatch, capsys):
    """Audit a lock with a pip-audit that prints such reports; return exit code and words."""

    def run(reports, ignored="", exit_code=0, error=""):
        program, lock, ignore = (tmp_path / n for n in ("pip-audit", "lock.txt", "ignore.csv"))
        for number, text in enumerate(reports):
            (tmp_path / f"{number}.json").write_text(text)
        program.write_text(
            f"#!/bin/sh\ncd {tmp_path}\nn=$(ls asked-* 2>/dev/null | wc -l)\n"
            f'for last; do :; done; cp "$last" asked-$n; echo "$@" > words\n'
            f"cat $n.json; echo '{error}' >&2; exit {exit_code}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        lock.write_text(LOCK)
        ignore.write_text(f"id,reason,expires\n{ignored}")
        monkeypatch.setattr(audit, "IGNORED", ignore)
        return audit.main([str(program), str(lock)], TODAY), capsys.readouterr().out

    return run


def test_every_pin_of_every_platform_is_asked_for(audited, tmp_path):
    code, said = audited(GOOD)
    assert (code, said) == (0, f"{tmp_path}/lock.txt: 0 known against 4 pins\n")
    asked = [(tmp_path / f"asked-{n}").read_text().splitlines() for n in range(2)]
    assert asked == [["anyio==4.9.0", "coverage==7.9", "numpy==2.4.6"], ["numpy==2.5.5"]]
    assert "--strict" in (tmp_path / "words").read_text()


def test_what_is_known_fails_and_is_named(audited):
    bad = GOOD[0].replace('"4.9.0", "vulns": []', f'"4.9.0", "vulns": [{json.dumps(ADVISORY)}]')
    code, said = audited([bad, GOOD[1]], exit_code=1)
    assert code == 1
    assert "anyio 4.9.0: PYSEC-2026-1, CVE-2026-0001; fixed in 4.9.1\n" in said
    assert "1 known against 4 pins" in said


@pytest.mark.parametrize("name", ["PYSEC-2026-1", "CVE-2026-0001"])
@pytest.mark.parametrize(
    ("entry", "code", "says"),
    [
        ("{},we never call it,2026-11-01", 0, "0 known against 4 pins"),
        ("{},we never call it,2026-10-31", 1, "expired on 2026-10-31; look at it again"),
        ("{},,2026-12-31", 1, "say why it is passed by"),
        ("{}, ,2026-12-31", 1, "say why it is passed by"),
        ("{},we never call it,", 1, "say until which day"),
        ("{},we never call it", 1, "say until which day"),
        ("{},we never call it,next year", 1, "say until which day"),
        ("x{},we never call it,2026-12-31", 1, "1 known against 4 pins"),
    ],
)
def test_an_advisory_is_passed_by_for_a_reason_and_a_time(audited, name, entry, code, says):
    bad = GOOD[0].replace('"4.9.0", "vulns": []', f'"4.9.0", "vulns": [{json.dumps(ADVISORY)}]')
    found, said = audited([bad, GOOD[1]], entry.format(name), exit_code=1)
    assert found == code
    assert says in said


def test_an_expired_entry_fails_also_where_nothing_is_known(audited):
    assert audited(GOOD, "PYSEC-1,old,2020-01-01")[0] == 1


SKIPPED = {"name": "anyio", "skip_reason": "Dependency not found and could not be audited"}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("", "pip-audit ended with 0: no route to host"),
        ("no vulnerabilities found", "report can't be read"),
        ("[]", "report can't be read"),
        (report("anyio"), "report can't be read"),
        (report(), "anyio 4.9.0 was not answered for"),
        (report(dependency("anyio", "4.8.0")), "anyio 4.9.0 was not answered for"),
        (report({"name": "anyio", "version": "4.9.0"}), "anyio 4.9.0 was not answered for"),
        (report(SKIPPED), "anyio 4.9.0 was skipped: Dependency not found"),
        (report(dependency("anyio", "4.9.0", {})), "not answered for"),
    ],
)
def test_what_cannot_be_known_fails(audited, answer, says):
    code, said = audited([answer, GOOD[1]], error="no route to host")
    assert code == 2
    assert "it can't be known whether it is safe: " in said
    assert says in said
    assert "0 known" not in said


def test_a_second_round_without_an_answer_fails_too(audited):
    assert audited([GOOD[0], report()])[0] == 2


def test_a_program_that_is_missing_fails(tmp_path, capsys):
    (tmp_path / "lock.txt").write_text(LOCK)
    assert audit.main([str(tmp_path / "gone"), str(tmp_path / "lock.txt")], TODAY) == 2
    assert "pip-audit can't be run" in capsys.readouterr().out


def test_an_empty_lock_fails(tmp_path):
    (tmp_path / "lock.txt").write_text("")
    assert audit.main(["pip-audit", str(tmp_path / "lock.txt")], TODAY) == 2


def test_the_ignore_list_that_ships_is_well_formed():
    entries = audit.read_ignored(audit.IGNORED.read_text(encoding="utf-8"))
    assert audit.wrong_entries(entries, date.min) == []
