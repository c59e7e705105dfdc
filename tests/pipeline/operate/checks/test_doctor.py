import shutil
import sqlite3
from datetime import date
from types import SimpleNamespace

import pytest

from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.operate.checks import rates_age as rates_age_module
from pipeline.operate.checks.doctor import examine
from pipeline.operate.checks.finding import CheckLevel
from pipeline.operate.checks.pg_dump_age import pg_dump_age
from pipeline.operate.checks.setting_checks import check_settings, wrong_settings
from pipeline.store.db.database import open_store

RATES = SimpleNamespace(last_day=lambda _currency, today: min(today, date(2026, 10, 30)))


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Settings(contact="a@example.com")


def found(settings, what):
    return [(f.verdict, f.words) for f in examine(settings) if f.what == what]


@pytest.mark.parametrize(
    ("version", "verdict"), [((3, 51, 2), CheckLevel.WARN), ((3, 51, 3), CheckLevel.GOOD)]
)
def test_an_unsafe_sqlite_is_said(settings, monkeypatch, version, verdict):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    ((said, words),) = found(settings, "sqlite")
    assert said is verdict
    assert ("WAL-reset" in words) == (verdict is CheckLevel.WARN)


def test_hosts_inside_that_crawls_may_reach_are_shown(settings):
    assert found(settings, "reachable_hosts") == []
    named = settings.model_copy(update={"reachable_hosts": ["127.0.0.1:8080"]})
    ((said, words),) = found(named, "reachable_hosts")
    assert (said, "127.0.0.1:8080" in words) == (CheckLevel.WARN, True)


def test_looking_makes_nothing(settings, tmp_path):
    examine(settings)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(50 * 1024**2, CheckLevel.FAIL), (1024**3, CheckLevel.WARN), (9 * 1024**3, CheckLevel.GOOD)],
)
def test_a_disk_soon_full_is_said(settings, monkeypatch, free, verdict):
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    ((said, words),) = found(settings, "disk")
    assert said is verdict
    assert "GB free" in words


def test_what_others_can_read_is_said(settings, tmp_path):
    open_store(settings.database_url).dispose()
    assert [v for v, _ in found(settings, "mode")] == [CheckLevel.GOOD]
    (tmp_path / "data/payband.db").chmod(0o644)
    ((said, words),) = found(settings, "mode")
    assert (said, "is 644" in words) == (CheckLevel.WARN, True)


def test_a_configuration_that_all_may_read_is_told_if_it_has_a_secret(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "payband.toml"
    file.write_text('contact = "a@example.com"')
    file.chmod(0o644)
    assert found(Settings(), "mode") == []
    file.write_text('usajobs_key = "k3y-word"')
    ((said, words),) = found(Settings(), "mode")
    assert (said, "payband.toml is 644" in words) == (CheckLevel.WARN, True)


def test_a_database_that_cannot_be_used_fails(payband, tmp_path):
    assert "made by the first run" in payband("doctor").stdout
    (tmp_path / "x.db").write_text("notes, long enough to be taken for a database's header page")
    said = payband("doctor", code=1, PAYBAND_DATABASE_URL="sqlite:///x.db").stdout
    assert "file is not a database" in said


def test_a_missing_contact_is_a_warning(settings):
    assert found(settings, "contact") == [(CheckLevel.GOOD, "a@example.com")]
    nameless = settings.model_copy(update={"contact": ""})
    assert [v for v, _ in found(nameless, "contact")] == [CheckLevel.WARN]


def test_a_postgresql_tells_its_version(settings, postgres_url):
    open_store(postgres_url).dispose()
    ((said, words),) = found(settings.model_copy(update={"database_url": postgres_url}), "database")
    assert said is CheckLevel.GOOD
    assert "(postgresql 18" in words


@pytest.mark.parametrize(
    ("today", "verdict"),
    [(date(2026, 11, 2), CheckLevel.GOOD), (date(2026, 11, 20), CheckLevel.WARN)],
)
def test_old_exchange_rates_are_said_with_the_way_out(tmp_path, monkeypatch, today, verdict):
    monkeypatch.setattr(rates_age_module, "saved_rates", lambda _folder: RATES)
    found = rates_age_module.rates_age(tmp_path, today)
    assert (found.verdict, found.words[:16]) == (verdict, "until 2026-10-30")
    assert ("payband fx update" in found.fix) == (verdict is CheckLevel.WARN)


def test_damaged_rates_are_said(settings, tmp_path):
    (tmp_path / "data/rates").mkdir(parents=True)
    (tmp_path / "data/rates/ecb.csv").write_text("no rates")
    ((verdict, words),) = found(settings, "exchange rates")
    assert verdict is CheckLevel.FAIL
    assert "ecb.csv" in words


def test_a_folder_that_is_a_file_or_below_one_is_said(settings, tmp_path):
    (tmp_path / "taken").write_text("a file")
    for folder in ("taken", "taken/exports"):
        named = settings.model_copy(update={"exports_dir": tmp_path / folder})
        ((said, words),) = found(named, "exports")
        assert (said, f"{tmp_path}/taken is a file" in words) == (CheckLevel.FAIL, True)


def test_a_database_that_is_none_is_a_wrong_setting(settings):
    named = settings.model_copy(update={"database_url": "payband.db"})
    assert "is not a database URL" in wrong_settings(named)["database_url"]
    with pytest.raises(UsageError, match="is not a database URL"):
        check_settings(named)


def test_each_wrong_row_of_boards_is_named(settings, tmp_path):
    boards = tmp_path / "more.csv"
    boards.write_text(
        "platform,board,company,country\nashbi,a,A,\nashby,a/b,B,\nashby,good,C,\nashby,d,D,dE\n"
    )
    words = wrong_settings(settings.model_copy(update={"boards_add": boards}))["boards_add"]
    assert [f"line {n}," in words for n in (2, 3, 4, 5)] == [True, True, False, True]


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ("pg_dump (PostgreSQL) 15.14 (Debian 15.14-0)", CheckLevel.WARN),
        ("pg_dump (PostgreSQL) 18.0", CheckLevel.GOOD),
        ("pg_dump (PostgreSQL) 19beta1", CheckLevel.GOOD),
        ("", CheckLevel.WARN),
    ],
)
def test_a_pg_dump_older_than_the_server_is_said(tmp_path, monkeypatch, says, verdict):
    if says:
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\necho '{says}'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pg_dump_age("18.1").verdict is verdict
