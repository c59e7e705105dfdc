import tomllib

import pytest

from pipeline.config import Settings


def test_a_configuration_is_written_and_never_replaced(payband, tmp_path):
    done = payband("init", "--contact", "me@example.com")
    assert done.stderr == "wrote payband.toml\n"
    file = tmp_path / "payband.toml"
    text = file.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"contact": "me@example.com"}
    again = payband("init", code=2)
    assert "is there already, and is unchanged: edit it, or move it away first" in again.stderr
    other = payband("init", "--contact", "you@example.com", code=2)
    assert 'unchanged: set contact = "you@example.com" in it' in other.stderr
    assert file.read_text(encoding="utf-8") == text
    assert "Traceback" not in payband("doctor", code=0).stderr


def test_every_key_that_it_offers_is_a_setting(payband, tmp_path):
    assert "set contact in it" in payband("init").stderr
    lines = (tmp_path / "payband.toml").read_text(encoding="utf-8").splitlines()
    offered = [line.removeprefix("# ") for line in lines if " = " in line]
    keys = [key for line in offered for key in tomllib.loads(line)]
    assert {"contact", "sources", "boards", "boards_add", "database_url"} <= set(keys)
    assert set(keys) <= set(Settings.model_fields)
    Settings(**{k: v for line in offered for k, v in tomllib.loads(line).items()})


@pytest.mark.parametrize("contact", ["me", "", 'a"b@example.com', "a@b\nsources = []"])
def test_no_contact_writes_nothing(payband, tmp_path, contact):
    said = payband("init", "--contact", contact, code=2)
    assert "is neither an e-mail address nor a web address" in said.stderr
    assert list(tmp_path.iterdir()) == []
