import ipaddress
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "scrapers/sample/sample.warc.gz"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    """Keep a developer's own settings, clock zone and terminal out of the tests."""
    for name in list(os.environ):
        if name.startswith("PAYBAND_") and not name.startswith("PAYBAND_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Let no test reach outside this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and not _loopback(address[0]):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def payband(tmp_path):
    """Run the command line as a user does: a process of its own, in an empty folder."""

    def run(*words, cwd=tmp_path, code=0, **environment):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pipeline.cli.main", *map(str, words)],
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run
