"""A database host that vanishes without closing: nobody answers, not even the kernel."""

import socket
import struct
import sys
import threading
import time
from ctypes import addressof, create_string_buffer

import pytest
from sqlalchemy import make_url, text

from pipeline.store.db.database import connect
from pipeline.store.db.keepalive import OPTIONS, keepalive_options
from pipeline.store.db.session_lock import SessionLock
from pipeline.store.db.transactions import read

SO_ATTACH_FILTER = 26
DROP_ALL = struct.pack("HBBI", 0x06, 0, 0, 0)  # a BPF program: return 0 bytes of each packet
SECONDS = 60


class Host:
    """A proxy to a database. Once it has vanished it drops every packet, also the first of a
    connection, as a host without power does; at the same address it may come back."""

    def __init__(self, server):
        self.server = server
        self.sockets: list[socket.socket] = []
        self.gone: socket.socket | None = None
        self.listener = self._listen(0)
        self.address = self.listener.getsockname()[1]

    def _listen(self, port):
        listener = socket.create_server(("127.0.0.1", port), reuse_port=True)
        threading.Thread(target=self._accept, args=[listener], daemon=True).start()
        return listener

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = self._server()
            self.sockets += [client, server]
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._forward, args=[one, other], daemon=True).start()

    def _server(self):
        """Connect to the database: by its socket in a folder, where it has one."""
        port = self.server.port or 5432
        if folder := self.server.query.get("host"):
            made = socket.socket(socket.AF_UNIX)
            made.connect(f"{folder}/.s.PGSQL.{port}")
            return made
        return socket.create_connection((self.server.host, port))

    def _forward(self, one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
            if not self.gone:
                other.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def vanish(self):
        program = create_string_buffer(DROP_ALL)
        self.gone = self.listener
        attached = struct.pack("HL", 1, addressof(program))
        for each in (self.listener, *self.sockets):
            if self._is_ours(each):
                each.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, attached)
            elif each.fileno() >= 0:
                each.shutdown(socket.SHUT_RDWR)  # the server went down with it

    def _is_ours(self, each):
        tcp = each.family != socket.AF_UNIX and each.fileno() >= 0
        return tcp and each.getsockname()[1] == self.address

    def come_back(self):
        assert self.gone
        self.gone.shutdown(socket.SHUT_RDWR)  # a thread in accept() keeps a closed one listening
        self.gone.close()
        self.listener = self._listen(self.address)

    def close(self):
        for each in (self.listener, *self.sockets):
            each.close()


@pytest.fixture
def host(postgres_server):
    made = Host(postgres_server)
    yield made
    made.close()


def near(postgres_url, host):
    url = make_url(postgres_url).set(host="127.0.0.1", port=host.address, query={})
    return url.render_as_string(hide_password=False)


def is_locked(engine):
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    return bool(read(engine, lambda connection: connection.execute(text(held)).scalar()))


def test_options_that_the_url_gives_stay():
    given = keepalive_options("postgresql://db/payband?keepalives_idle=99&sslmode=require")
    assert set(OPTIONS) - set(given) == {"keepalives_idle"}
    assert keepalive_options("postgresql://db/payband") == OPTIONS


def test_every_connection_has_the_options(postgres_url):
    engine = connect(postgres_url)
    with engine.connect() as connection:
        found = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]  # psycopg's
    engine.dispose()
    lock = SessionLock(postgres_url, "me")
    lock.take()
    assert lock.session
    for name, value in OPTIONS.items():
        assert found[name] == str(value)
        assert lock.session.info.get_parameters()[name] == str(value)
    lock.release()


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux drops packets by a filter")
def test_work_goes_on_within_a_minute_of_a_host_that_vanished(postgres_url, host):
    engine = connect(near(postgres_url, host))
    lock = SessionLock(near(postgres_url, host), "me")
    assert lock.take() is None
    lock.keep()
    asked = threading.Event()
    answers = []

    def ask(connection):
        asked.set()
        return connection.execute(text("SELECT pg_sleep(2), 7")).one()[1]

    def work():
        answers.append(read(engine, ask))

    working = threading.Thread(target=work)
    working.start()
    asked.wait(10)
    time.sleep(0.5)
    vanished = time.monotonic()
    host.vanish()
    back = threading.Timer(8, host.come_back)
    back.start()
    working.join(SECONDS)
    took = time.monotonic() - vanished
    back.join()
    sys.stdout.write(f"recovered {took:.0f} s after the host had vanished\n")
    assert answers == [7]
    assert 8 < took < SECONDS
    while not is_locked(engine) and time.monotonic() - vanished < SECONDS:
        time.sleep(0.1)
    assert is_locked(engine), "the run has its lock again"
    assert lock.lost is None
    lock.release()
    engine.dispose()
