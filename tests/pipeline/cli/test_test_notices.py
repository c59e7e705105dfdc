"""`payband config test-notices`: one notice on every channel, and whether it arrived."""

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli


@pytest.fixture
def config(tmp_path, monkeypatch, httpserver):
    monkeypatch.chdir(tmp_path)
    text = f'[notify]\nwebhook = "{httpserver.url_for("/hook")}"\n'
    (tmp_path / "payband.toml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(("answer", "code", "said"), [(200, 0, "sent: webhook"), (404, 1, "none")])
def test_a_notice_is_sent_and_its_fate_told(httpserver, answer, code, said):
    httpserver.expect_request("/hook").respond_with_data("", answer)
    done = CliRunner().invoke(cli, ["config", "test-notices"])
    assert done.exit_code == code
    assert said in done.output
    ((request, _),) = httpserver.log
    assert "this is a test" in request.get_json()["text"]
    assert "/hook" not in done.output


def test_without_a_channel_the_settings_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["config", "test-notices"])
    assert done.exit_code != 0
