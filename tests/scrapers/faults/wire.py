"""A server that breaks the rules: every answer is written byte by byte, each board its own host."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from itertools import pairwise

JSON = "application/json"
HTML = "text/html"


class GoneError(Exception):
    """The connection is to be cut off."""


class Ask:
    """One request, and how to answer it."""

    def __init__(self, host, connection, head):
        line, *lines = head.decode("latin-1").split("\r\n")
        self.path = line.split()[1]
        self.headers = dict(text.lower().split(": ", 1) for text in lines if ": " in text)
        self.host, self.connection = host, connection
        host.asked[self.path] += 1
        host.times.append((self.path, time.monotonic()))
        host.heads.append(self.headers)

    @property
    def n(self):
        """Which request for this path it is, from 1."""
        return self.host.asked[self.path]

    def send(self, data):
        self.connection.sendall(data)

    def reply(self, body=b"", status=200, kind=JSON, **headers):
        body = body.encode() if isinstance(body, str) else body
        said = {"Content-Type": kind, "Content-Length": len(body)}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.head(status, [(name, value) for name, value in said.items() if value is not None])
        self.send(body)

    def head(self, status, headers):
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        self.send(f"HTTP/1.1 {status} X\r\nConnection: close\r\n{lines}\r\n".encode())

    def reset(self):
        """Cut the connection off with a reset instead of an end."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        raise GoneError

    def hang(self):
        """Say nothing more until the test is over."""
        self.host.over.wait(60)
        raise GoneError


class Host:
    """One host on a loopback address of its own, which answers as `behave(ask)` says.

    It has no robots.txt unless `robots`: then that is answered by `behave`, too.
    """

    def __init__(self, address, behave, context=None, *, robots=False):
        self.behave, self.context, self.robots = behave, context, robots
        self.others = {}
        self.asked: Counter[str] = Counter()
        self.times, self.heads = [], []
        self.over = threading.Event()
        self.listener = socket.create_server((address, 0), backlog=64)
        self.place = "{}:{}".format(*self.listener.getsockname())
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pages(self):
        """How often anything but robots.txt was asked for."""
        return self.asked.total() - self.asked["/robots.txt"]

    def gaps(self):
        """Return the seconds between one page and the next."""
        times = [at for path, at in self.times if path != "/robots.txt"]
        return [after - before for before, after in pairwise(times)]

    def close(self):
        self.over.set()
        self.listener.close()

    def _listen(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with contextlib.suppress(OSError, GoneError, ssl.SSLError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (piece := connection.recv(65536)):
                    return
                head += piece
            ask = Ask(self, connection, head)
            if ask.path == "/robots.txt" and not self.robots:
                ask.reply("", 404)
            else:
                self.behave(ask)
        connection.close()
