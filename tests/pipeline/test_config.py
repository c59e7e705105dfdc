import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.config import Settings, load_settings
from pipeline.config_file import database_url_only
from pipeline.errors import UsageError
from pipeline.operate.checks.setting_origins import setting_origins
from pipeline.operate.crawls.crawl import environment
from pipeline.settings import former_settings
from pipeline.settings.redactor import redactor
from pipeline.settings.toml_errors import BACKSLASH, MISSING, QUOTES, STRAIGHT, UNCLOSED


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_stand():
    settings = load_settings()
    assert settings.database_url == "sqlite:///data/payband.db"
    assert settings.exports_dir == Path("data/exports")


def test_a_variable_wins_over_the_file(empty_folder, monkeypatch):
    (empty_folder / "payband.toml").write_text('contact = "a@example.com"\njobs = 3\n')
    monkeypatch.setenv("PAYBAND_CONTACT", "b@example.com")
    monkeypatch.setenv("PAYBAND_SOURCES", "ashby, greenhouse")
    settings = load_settings()
    assert (settings.contact, settings.jobs) == ("b@example.com", 3)
    assert settings.sources == ["ashby", "greenhouse"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            'databse_url = "x"',
            "payband.toml: there is no setting 'databse_url'; did you mean 'data",
        ),
        ("zzz = 1", "payband.toml: there is no setting 'zzz'; of 23, the nearest are "),
        (
            "[payband]\njobs = 3",
            "payband.toml: there is no setting 'payband'; write its settings",
        ),
        ("jobs = true", "payband.toml: jobs: must be a whole number, got True"),
        ("database_max_wait = true", "database_max_wait: must be a number, got True"),
        (
            "[notify]\nsmtp = {host='h', sender='a@b.example', to=['c@d.example'], port=true}",
            "notify.smtp.port: must be a whole number",
        ),
        ("jobs = 'many'", "payband.toml: jobs: must be a whole number, got 'many'"),
        ("jobs = 0", "payband.toml: jobs: must be 1 or more, got 0"),
        ("jobs = ", "payband.toml: Invalid value.*; the value is missing: KEY = VALUE"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_and_key(empty_folder, text, says):
    (empty_folder / "payband.toml").write_text(text)
    with pytest.raises(UsageError, match=says):
        load_settings()


def test_an_unknown_variable_is_told_and_may_be_another_programs(payband):
    given = {"PAYBAND_CONTCAT": "x", "PAYBAND_ZZZ": "x"}
    done = payband("survey", "show", code=2, **given)
    assert done.stderr.splitlines()[:2] == [
        "environment: PAYBAND_CONTCAT is no setting of Payband; did you mean PAYBAND_CONTACT?",
        "environment: PAYBAND_ZZZ is no setting of Payband",
    ]


@pytest.mark.parametrize("name", ["PAYBAND_JOBS", "payband_jobs"])
def test_a_wrong_value_of_a_variable_blames_the_variable(empty_folder, monkeypatch, name):
    (empty_folder / "payband.toml").write_text("jobs = 3\n")
    monkeypatch.setenv(name, "x")
    with pytest.raises(UsageError, match=f"^environment: {name}: jobs: must be a whole"):
        load_settings()


@pytest.mark.parametrize(
    "contact", ["", "a@example.com", "https://example.org/bot", "http://example.org/?a=(b)"]
)
def test_a_contact_is_an_address(monkeypatch, contact):
    monkeypatch.setenv("PAYBAND_CONTACT", contact)
    assert load_settings().contact == contact


@pytest.mark.parametrize(
    "contact",
    ["me", "not an address", "a@b\r\nX: y", "ü@b.example", "@", "ftp://a.example", "a b@c.example"],
)
def test_what_is_no_contact_is_an_error(empty_folder, contact):
    (empty_folder / "payband.toml").write_text(f"contact = {json.dumps(contact)}\n")
    with pytest.raises(UsageError, match=r"^payband.toml: contact: is neither an e-mail"):
        load_settings()


def test_an_invalid_contact_ends_a_run_before_it_begins(payband, empty_folder):
    said = payband("run", "greenhouse", code=2, PAYBAND_CONTACT="not an address").stderr
    assert "PAYBAND_CONTACT: contact: is neither an e-mail address nor a web address" in said
    assert list(empty_folder.iterdir()) == []


def test_hosts_of_ones_own_networks_are_named_one_by_one(monkeypatch):
    assert load_settings().reachable_hosts == []
    monkeypatch.setenv("PAYBAND_REACHABLE_HOSTS", "jobs.intranet:8080, 10.1.0.0/16 127.0.0.1")
    assert load_settings().reachable_hosts == ["jobs.intranet:8080", "10.1.0.0/16", "127.0.0.1"]


@pytest.mark.parametrize("place", ["*", "0.0.0.0/0", "::/0", "http://a.example/", "a/b", "a:b", ""])
def test_what_names_no_host_or_all_is_an_error(monkeypatch, place):
    with pytest.raises(ValidationError, match=r"is no host|is every address"):
        Settings(reachable_hosts=[place])


def test_a_named_file_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv("PAYBAND_CONFIG", "gone.toml")
    with pytest.raises(UsageError, match=r"there is no file gone\.toml"):
        load_settings()


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("sqlite:///data/payband.db", "data/rates"),
        ("sqlite+pysqlite:////srv/pay/x.db?timeout=3", "/srv/pay/rates"),
        ("sqlite:///x.db", "rates"),
        ("sqlite:///:memory:", "data/rates"),
        ("postgresql://me:secret@db.example.org/pay", "data/rates"),
    ],
)
def test_added_rates_are_beside_the_database_or_where_one_says(url, folder):
    assert load_settings(database_url=url).rates_folder == Path(folder)
    assert load_settings(database_url=url, rates_dir=Path("mine")).rates_folder == Path("mine")


@pytest.mark.parametrize("name", ["adzuna_app_id", "adzuna_app_key", "usajobs_key", "database_url"])
@pytest.mark.parametrize("value", ["1234567890", '["1234567890"]', '{a = "1234567890"}', "true"])
def test_a_secret_of_the_wrong_type_is_not_shown(empty_folder, name, value):
    (empty_folder / "payband.toml").write_text(f"{name} = {value}\n")
    says = f"payband.toml: {name}: must be a text in quotes"
    with pytest.raises(UsageError, match=says) as caught:
        load_settings()
    assert value.strip('[]"') not in str(caught.value).replace(says, "")
    assert "123" not in str(caught.value)


def test_a_variable_that_is_no_text_is_named_and_not_shown(monkeypatch):
    monkeypatch.setenv("PAYBAND_USAJOBS_KEY", "s3cret\udcff")
    with pytest.raises(UsageError, match="environment: PAYBAND_USAJOBS_KEY") as caught:
        load_settings()
    assert "s3cret" not in str(caught.value)


def test_a_file_that_is_no_text_is_an_error_that_names_it(empty_folder):
    (empty_folder / "payband.toml").write_bytes(b'usajobs_key = "s3cret\xff"')
    with pytest.raises(UsageError, match=r"payband\.toml: not UTF-8 at byte 21: save it as UTF-8$"):
        load_settings()


def test_settings_print_without_their_secrets():
    said = {"database_url": "postgresql://u:s3cret@h/d", "usajobs_key": "s3cret"}
    assert "s3cret" not in repr(load_settings(**said))


def test_the_redactor_knows_every_secret_and_takes_out_no_common_word():
    secrets = {
        "database_url": "postgresql://u:pass-word-1@h/d?sslpassword=pass-word-2",
        "adzuna_app_id": "pass-word-3",
        "adzuna_app_key": "pass-word-4",
        "usajobs_key": "pass-word-5",
    }
    words = redactor(load_settings(**secrets)).text(" ".join(f"pass-word-{n}" for n in range(1, 7)))
    assert words == "REDACTED " * 5 + "pass-word-6"
    plain = load_settings(database_url="postgresql://u:password@h/d")
    assert redactor(plain).text("a password") == "a password"


NOW = "is now called"


@pytest.mark.parametrize(
    ("file", "variable", "wait", "says"),
    [
        ("database_max_wait = 7", None, 7, ""),
        ("database_patience = 7", None, 7, f"database_patience {NOW} database_max_wait"),
        ("", ("PAYBAND_DATABASE_MAX_WAIT", "8"), 8, ""),
        (
            "",
            ("PAYBAND_DATABASE_PATIENCE", "8"),
            8,
            f"PAYBAND_DATABASE_PATIENCE {NOW} PAYBAND_DATABASE_MAX_WAIT",
        ),
        ("", ("payband_database_patience", "8"), 8, f"PAYBAND_DATABASE_PATIENCE {NOW}"),
        ("database_patience = 7", ("PAYBAND_DATABASE_PATIENCE", "8"), 8, NOW),
        # a variable wins over the file, and so a run tells its crawls
        ("database_patience = 7", ("PAYBAND_DATABASE_MAX_WAIT", "8"), 8, NOW),
    ],
)
def test_a_setting_by_its_former_name_works_and_says_so(
    empty_folder, monkeypatch, caplog, file, variable, wait, says
):
    former_settings.tell_once.cache_clear()
    (empty_folder / "payband.toml").write_text(file)
    if variable:
        monkeypatch.setenv(*variable)
    assert [load_settings().database_max_wait for _ in range(2)] == [wait] * 2
    assert says in caplog.text
    assert len(set(caplog.messages)) == len(caplog.messages)
    assert bool(caplog.messages) == bool(says)


@pytest.mark.parametrize(
    ("file", "variables", "names"),
    [
        (
            "database_patience = 7\ndatabase_max_wait = 7",
            [],
            "payband.toml: database_patience and database_max_wait are both given",
        ),
        (
            "",
            ["PAYBAND_DATABASE_PATIENCE", "PAYBAND_DATABASE_MAX_WAIT"],
            "environment: PAYBAND_DATABASE_PATIENCE and PAYBAND_DATABASE_MAX_WAIT are both given",
        ),
        (
            "database_max_wait = 7",
            ["PAYBAND_DATABASE_PATIENCE"],
            r"environment: PAYBAND_DATABASE_PATIENCE and database_max_wait \(in the file\)",
        ),
    ],
)
def test_both_names_of_a_setting_are_an_error(empty_folder, monkeypatch, file, variables, names):
    (empty_folder / "payband.toml").write_text(file)
    for name in variables:
        monkeypatch.setenv(name, "8")
    with pytest.raises(UsageError, match=f"^{names}"):
        load_settings()


def test_a_wrong_value_by_a_former_name_blames_what_was_written(empty_folder, monkeypatch):
    monkeypatch.setenv("PAYBAND_DATABASE_PATIENCE", "x")
    with pytest.raises(UsageError, match=r"^environment: PAYBAND_DATABASE_PATIENCE: database_"):
        load_settings()


def test_a_crawl_gets_the_setting_by_its_new_name_alone(empty_folder, monkeypatch):
    monkeypatch.setenv("PAYBAND_DATABASE_PATIENCE", "8")
    passed = environment(load_settings())
    assert passed["PAYBAND_DATABASE_MAX_WAIT"] == "8.0"
    assert "PAYBAND_DATABASE_PATIENCE" not in passed


def test_the_notice_of_a_former_name_is_one_line_on_stderr(payband, empty_folder):
    (empty_folder / "payband.toml").write_text("database_patience = 7\n")
    said = payband("doctor", code=0)
    assert said.stderr.count(NOW) == 1
    assert "database_patience is now called database_max_wait\n" in said.stderr
    assert NOW not in said.stdout


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("contact = me@firm.example", QUOTES),
        ("contact = me", QUOTES),
        ("boards = /srv/boards.csv # ours", QUOTES),
        ("sources = [greenhouse, lever]", QUOTES),
        ("cadence = {default = 'daily', lever = 12h}", QUOTES),
        ("[cadence]\nlever = 12h", QUOTES),
        ("contact = “me@firm.example”", STRAIGHT),
        ("contact = ‘me@firm.example’", STRAIGHT),
        ('contact = "me@firm.example\njobs = 2', UNCLOSED),
        ("contact = 'me@firm.example", UNCLOSED),
        (r'boards = "C:\Users\me\b.csv"', BACKSLASH),
        (r'boards = "C:\data\b.csv"', BACKSLASH),
        ("contact: me@firm.example", MISSING),
        ("jobs =", MISSING),
        ("jobs = 2\njobs = 3", "a key or table is there twice"),
    ],
)
def test_a_slip_of_toml_says_the_way_out(empty_folder, text, todo):
    (empty_folder / "payband.toml").write_text(text)
    with pytest.raises(UsageError) as error:
        load_settings()
    assert str(error.value).startswith("payband.toml: ")
    assert str(error.value).endswith(f"; {todo}")
    assert "firm" not in str(error.value), "a value may be secret"


@pytest.mark.parametrize("text", ["jobs = 2 3", 'jobs = "a" "b"', "jobs = -", "= 3"])
def test_what_no_hint_fits_gets_none(empty_folder, text):
    (empty_folder / "payband.toml").write_text(text)
    with pytest.raises(UsageError, match=r"\(at .*\)$"):
        load_settings()


def test_a_mark_of_byte_order_is_passed_over(empty_folder):
    (empty_folder / "payband.toml").write_text('database_url = "sqlite:///my.db"', "utf-8-sig")
    assert load_settings().database_url == database_url_only() == "sqlite:///my.db"
    (origin,) = (o for o in setting_origins(load_settings()) if o.name == "database_url")
    assert origin.origin == "payband.toml"
