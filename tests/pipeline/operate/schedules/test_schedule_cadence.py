"""Printed schedules follow the cadence, and `schedule due` says when each source is due."""

import json

import pytest

from pipeline.config import Settings
from pipeline.duration import duration_text, read_duration
from pipeline.operate.schedules.due import look_every
from pipeline.operate.schedules.when import When

SOURCES = ["ashby", "lever"]  # neither is read more often than each six hours


@pytest.fixture
def configured(tmp_path):
    def write(cadence):
        text = f'contact = "a@example.org"\nsources = {SOURCES}\ncadence = {cadence}\n'
        (tmp_path / "payband.toml").write_text(text)

    return write


@pytest.mark.parametrize(
    ("cadence", "hours"),
    [
        ({}, 24),
        ({"default": "weekly"}, 24),
        ({"default": "1h"}, 6),
        ({"lever": "12h"}, 12),
        ({"default": "12h", "lever": "6h"}, 6),
        ({"default": "8h", "lever": "6h"}, 2),
        ({"default": "36h"}, 12),
        ({"default": "7h"}, 1),
        ({"himalayas": "6h"}, 24),  # it is not among the sources
    ],
)
def test_a_timer_looks_so_often_that_each_source_gets_its_cadence(cadence, hours):
    assert look_every(Settings(sources=SOURCES, cadence=cadence)) == hours


@pytest.mark.parametrize(
    ("when", "hours", "systemd", "often"),
    [
        (When(5, 30), "5", "05", "once a day"),
        (When(5, 30, 12), "5,17", "05,17", "every 12 hours"),
        (When(23, 0, 6), "5,11,17,23", "05,11,17,23", "every 6 hours"),
        (When(7, 0, 1), "*", "*", "every hour"),
    ],
)
def test_hours_are_written_for_cron_and_systemd(when, hours, systemd, often):
    assert (when.hours, when.systemd_hours, when.often) == (hours, systemd, often)


def printed(payband, kind):
    return payband("schedule", "print", kind).stdout


def test_what_is_printed_follows_the_cadence(payband, configured):
    configured('{default = "6h"}')
    assert "\n30 5,11,17,23 * * * cd " in printed(payband, "cron")
    units = printed(payband, "systemd-user")
    assert "OnCalendar=*-*-* 05,11,17,23:30:00\n" in units
    assert "RandomizedDelaySec=15min\n" in units
    assert "Description=Payband, every 6 hours\n" in units
    assert '- cron: "30 5,11,17,23 * * *"\n' in printed(payband, "github-actions")
    configured('{default = "7h"}')
    assert "RandomizedDelaySec=5min\n" in printed(payband, "systemd-user")
    configured("{}")
    assert "\n30 5 * * * cd " in printed(payband, "cron")


@pytest.mark.parametrize(
    ("cadence", "says"),
    [
        ('{greenhuse = "daily"}', "cadence: there is no source 'greenhuse'; did you mean"),
        ('{lever = "soon"}', "'soon' is not a length of time"),
    ],
)
def test_a_wrong_cadence_is_refused_where_a_schedule_is_printed(
    payband, configured, cadence, says, tmp_path
):
    configured(cadence)
    assert says in payband("schedule", "print", "cron", code=2).stderr
    refused = payband("schedule", "print", "systemd-user", "--into", "units", code=2)
    assert says in refused.stderr
    assert not (tmp_path / "units").exists()


def test_before_the_first_run_every_source_is_due(payband, configured, tmp_path):
    configured('{default = "36h", lever = "90m"}')
    done = payband("schedule", "due")
    assert "there is no database data/payband.db" in done.stderr
    assert "every source is due" in done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert [row[:2] for row in rows] == [["ashby", "36h"], ["lever", "6h"]]
    told = json.loads(payband("schedule", "due", "--json").stdout)
    assert [(row["source"], row["every"]) for row in told] == [("ashby", "36h"), ("lever", "6h")]
    assert not (tmp_path / "data").exists(), "looking makes nothing"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("daily", "1d"), ("24h", "1d"), ("36h", "36h"), ("90m", "90m"), ("14d", "2w"), ("60m", "1h")],
)
def test_a_length_of_time_is_written_as_it_is_read(text, shown):
    assert duration_text(read_duration(text)) == shown
    assert read_duration(shown) == read_duration(text)
