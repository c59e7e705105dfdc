"""Standard streams that are closed, full, broken or of another encoding; disks and rights."""

import os
import shlex
import subprocess
import sys

import pytest

from pipeline.cli.error_messages import explain_error
from pipeline.store.db.database import open_store
from tests.support.proofs import few

PAYBAND = f"{shlex.quote(sys.executable)} -P -m pipeline.cli.main"


@pytest.fixture
def shell(tmp_path):
    """Run a line of shell, with `payband` in it, in an empty folder."""

    def run(line, **environment):
        done = subprocess.run(
            ["bash", "-c", line.replace("payband ", f"{PAYBAND} ")],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
            timeout=120,
        )
        said = done.stderr.decode()
        assert "unforeseen" not in said
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        return done.returncode, done.stdout.decode("utf-8", "replace"), said

    return run


@pytest.fixture
def stored(tmp_path):
    """Make an empty store, which commands that read one need."""
    open_store(f"sqlite:///{tmp_path}/data/payband.db").dispose()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_changes_no_file_and_no_exit_code(shell, tmp_path, closed):
    code, _, said = shell(f"payband status {closed}")
    assert (code, said) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "command", few(["status", "status --json", "salary 90K", "sources --json"], 2)
)
def test_a_full_disk_under_the_output_is_named(shell, command):
    said = "payband: standard output can't be written: No space left on device\n"
    assert shell(f"payband {command} > /dev/full") == (1, "", said)


def test_messages_that_nobody_can_read_end_nothing(shell):
    assert shell("payband db upgrade 2> /dev/full") == (0, "", "")


def test_a_reader_that_has_gone_ends_the_command_quietly(shell):
    assert shell("payband sources --json | true; exit ${PIPESTATUS[0]}") == (141, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_console_of_another_encoding_raises_nothing(shell, encoding):
    code, shown, _ = shell("payband salary '£40k – 50k 年'", PYTHONIOENCODING=encoding)
    assert code == 0
    assert "\\u5e74" in shown
    code, _, said = shell("payband explain '年' --country", PYTHONIOENCODING=f"{encoding}:strict")
    assert code == 2
    assert "requires an argument" in said


def test_the_c_locale_raises_nothing(shell):
    settings = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, shown, _ = shell("payband salary '£40k – 50k 年'", **settings)
    assert code == 0
    assert "\nPay: ok\n" in shown


@pytest.mark.parametrize("command", few(["status", "run greenhouse", "export", "doctor"]))
@pytest.mark.parametrize(
    "url", ["postgresql://u:s3cret@127.0.0.1:abc/x", "postgresql://127.0.0.1:99999/x"]
)
def test_a_port_that_is_no_port_is_named(shell, command, url):
    code, shown, said = shell(f"payband {command}", PAYBAND_DATABASE_URL=url)
    assert code in (1, 2)
    assert "port" in shown + said
    assert "s3cret" not in shown + said


@pytest.mark.usefixtures("stored")
def test_free_bytes_are_told_only_where_room_is_the_matter(shell, tmp_path):
    (tmp_path / "x.db").write_text("somebody's notes, long enough to be taken for a database file")
    _, _, said = shell("payband status", PAYBAND_DATABASE_URL="sqlite:///x.db")
    assert said.endswith("x.db can't be used: file is not a database\n")
    _, _, said = shell("payband export -o /proc/x.csv")
    assert said.splitlines()[-1].startswith("payband: /proc/x.csv: cannot be written: ")
    assert "bytes free" not in said


# As root, without the right to pass modes by; else as we are.
BOUND = "" if os.geteuid() else "setpriv --bounding-set=-dac_override,-dac_read_search "


@pytest.fixture
def bound(shell, tmp_path):
    """Run a line of shell as somebody whom the modes of files bind."""
    if BOUND and subprocess.run([*BOUND.split(), "true"], check=False).returncode:
        pytest.skip("setpriv can't take rights away here")
    return lambda line, **settings: shell(line.replace("payband ", f"{BOUND}payband "), **settings)


def test_a_read_only_database_is_named(bound, tmp_path):
    open_store(f"sqlite:///{tmp_path}/data/payband.db").dispose()
    (tmp_path / "payband.toml").write_text('contact = "me@example.com"\n')
    (tmp_path / "data/payband.db").chmod(0o400)
    code, _, said = bound("payband run greenhouse")
    assert code == 1
    assert "payband.db can't be used: attempt to write a readonly database" in said
    assert "bytes free" not in said


@pytest.mark.parametrize(
    ("folder", "line"),
    few(
        [
            ("data", "payband db upgrade"),
            ("data", "payband run greenhouse"),
            ("out", "payband export -o out/x.csv"),
            ("out", "payband db backup out/x.db"),
            ("out", "payband clean t.csv -o out/x.csv"),
        ],
        2,
    ),
)
def test_a_read_only_folder_is_named(bound, tmp_path, folder, line):
    (tmp_path / "payband.toml").write_text('contact = "me@example.com"\n')
    (tmp_path / "t.csv").write_text("title\nML Engineer\n")
    if folder != "data":
        open_store(f"sqlite:///{tmp_path}/data/payband.db").dispose()
    (tmp_path / folder).mkdir()
    (tmp_path / folder).chmod(0o500)
    code, _, said = bound(line)
    assert code == 1
    assert f"{folder}/" in said
    assert "ermission denied" in said or "unable to open database file" in said


@pytest.mark.parametrize(
    "line",
    [
        "payband run --replay a.warc.gz",
        "payband archive verify a.warc.gz",
        "payband archive verify .",
    ],
)
def test_an_unreadable_archive_is_named(bound, tmp_path, line):
    (tmp_path / "a.warc.gz").write_bytes(b"")
    (tmp_path / "a.warc.gz").chmod(0o000)
    code, _, said = bound(line)
    assert code in (1, 2)
    assert "a.warc.gz: Permission denied" in said or "'a.warc.gz' is not readable" in said


def test_no_space_at_all_is_named(tmp_path):
    error = OSError(28, "No space left on device", str(tmp_path / "payband.db.holder"))
    (words,), code = explain_error(error)
    assert code == 1
    assert words.startswith(f"{tmp_path}/payband.db.holder: No space left on device; ")
    assert words.endswith(" bytes free")
    assert explain_error(OSError(28, "No space left on device"))[0] == (
        "reading or writing failed: No space left on device",
    )


def test_what_is_our_mistake_is_still_called_unforeseen():
    lines, code = explain_error(KeyError("x"))
    assert (lines[0], code) == ("unforeseen KeyError: 'x'", 1)
