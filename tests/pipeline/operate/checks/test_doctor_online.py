"""`payband doctor --online` and `payband config`: what can be reached, and what is set where."""

import json
from datetime import timedelta

from pipeline.clock import MADE, now
from pipeline.config import Settings
from pipeline.operate.checks import reach
from pipeline.operate.checks.doctor import examine
from pipeline.operate.checks.finding import CheckLevel
from pipeline.operate.checks.reach import local_clock, notice_ports, robots
from pipeline.settings.notify_settings import NotifySettings

GOOD, WARN = CheckLevel.GOOD, CheckLevel.WARN
AGENT = "payband/1 (+a@example.org)"


def test_every_host_is_asked_for_its_robots_txt_with_the_contact(httpserver):
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *")
    here = httpserver.url_for("").rstrip("/")
    found = robots({here: "lever", "http://127.0.0.1:1": "ashby"}, AGENT)
    assert [(f.what, f.verdict) for f in found] == [
        ("robots of lever", GOOD), ("robots of ashby", WARN), ("clock", GOOD),
    ]  # fmt: skip
    ((request, _),) = httpserver.log
    assert request.headers["User-Agent"] == AGENT


def test_robots_that_fail_and_a_clock_that_is_off_are_warnings(httpserver, monkeypatch):
    monkeypatch.setattr(reach, "now", lambda: now() + timedelta(hours=1))
    httpserver.expect_request("/robots.txt").respond_with_data("", 503)
    found = robots({httpserver.url_for("").rstrip("/"): "lever"}, AGENT)
    assert [f.verdict for f in found] == [WARN, WARN]
    assert found[1].words == "60 min ahead of the sites'"


def test_a_clock_before_this_version_was_made_fails():
    assert local_clock(MADE - timedelta(days=1), MADE).verdict is CheckLevel.FAIL
    assert local_clock(MADE, MADE).verdict is GOOD


def test_where_notices_go_is_connected_to_and_nothing_is_sent(httpserver, monkeypatch):
    monkeypatch.setenv("HOOK", httpserver.url_for("/T024BE7LD"))
    notify = NotifySettings(slack="env:HOOK", webhook="http://127.0.0.1:1/x", heartbeat="env:NONE")
    found = {f.what: f for f in notice_ports(notify)}
    assert {what: f.verdict for what, f in found.items()} == {
        "notify.slack": GOOD, "notify.webhook": WARN, "notify.heartbeat": CheckLevel.FAIL,
    }  # fmt: skip
    assert httpserver.log == []
    assert "T024BE7LD" not in "".join(f.words + f.fix for f in found.values())


def test_every_finding_that_is_not_good_has_its_fix(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payband.toml").write_text('adzuna_app_key = "k3y-word"')
    (tmp_path / "payband.toml").chmod(0o644)
    notify = NotifySettings(slack="env:NOT_SET")
    settings = Settings(notify=notify, reachable_hosts=["127.0.0.1"], least_free_mb=10**9)
    found = examine(settings)
    bad = {f.what for f in found if f.verdict is not GOOD}
    assert {"contact", "notify.slack", "reachable_hosts", "disk", "mode"} <= bad
    assert [f for f in found if (f.verdict is GOOD) == bool(f.fix)] == []


def test_config_show_tells_where_each_value_came_from_and_no_secret(payband, tmp_path):
    (tmp_path / "payband.toml").write_text(
        'contact = "a@example.org"\ndatabase_patience = 7\ncadence = {lever = "weekly"}\n'
        '[notify]\nslack = "https://hooks.example.org/T024BE7LD"\nheartbeat = "env:BEAT"\n'
    )
    done = payband("config", "show", "--json", PAYBAND_JOBS="3", PAYBAND_ADZUNA_APP_KEY="k3y-word")
    found = {row["name"]: (row["value"], row["origin"]) for row in json.loads(done.stdout)}
    assert found["contact"] == ("a@example.org", "payband.toml")
    assert found["database_max_wait"] == ("7.0", "payband.toml")
    assert found["jobs"] == ("3", "environment: PAYBAND_JOBS")
    assert found["retention_days"] == ("90", "default")
    assert found["cadence"] == ("lever=weekly", "payband.toml")
    assert found["notify.slack"] == ("***", "payband.toml")
    assert found["notify.heartbeat"] == ("env:BEAT", "payband.toml")
    assert found["adzuna_app_key"] == ("***", "environment: PAYBAND_ADZUNA_APP_KEY")
    assert "T024BE7LD" not in done.stdout
    table = payband("config", "show", "--origin").stdout
    assert "from" in table.splitlines()[1]
