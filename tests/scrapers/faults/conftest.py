import csv
import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.scrapers.faults import boards
from tests.scrapers.faults.wire import Host

ROWS = list(
    csv.DictReader(Path(__file__).with_name("rows.csv").read_text(encoding="utf-8").splitlines())
)
NAMED = {
    "no-such-name": "http://gone.example/",
    "inside": "http://inside.example/",
    "rebound": "http://rebound.example/",
}


class FaultSite:
    """A host for each board of rows.csv that `boards.py` has a function for."""

    def __init__(self, folder):
        self.hosts = {}
        names = [row["board"] for row in ROWS if hasattr(boards, function_of(row["board"]))]
        for number, name in enumerate(dict.fromkeys([*names, "key-taker"])):
            context = self_signed(folder) if name == "self-signed" else None
            behave = getattr(boards, function_of(name))
            robots = name.startswith("robots-")
            self.hosts[name] = Host(f"127.0.2.{number + 1}", behave, context, robots=robots)
            self.hosts[name].others = self.hosts

    def pages(self):
        """Return where each board's listing is."""
        found = {}
        for name, host in self.hosts.items():
            scheme = "https" if host.context else "http"
            ending = ".xml.gz" if name.startswith("sitemap-") else ""
            found[name] = f"{scheme}://{host.place}/{name}{ending}"
        found.pop("key-taker")
        neighbour = found["busy-for-ever"].replace("busy-for-ever", "busy-neighbour")
        with socket.socket() as closed:
            closed.bind(("127.0.2.250", 0))
            refused = "http://{}:{}/".format(*closed.getsockname())
        return found | NAMED | {"busy-neighbour": neighbour, "refused": refused}

    def asked(self, board):
        """Return how often the pages of a board's host were asked for."""
        shared = {"busy-neighbour": "busy-for-ever"}
        host = self.hosts.get(shared.get(board, board))
        return host.pages if host else 0

    def close(self):
        for host in self.hosts.values():
            host.close()


def function_of(board):
    return board.replace("-", "_") or "none"


def self_signed(folder):
    """Return a server's TLS with a certificate that only it vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "jobs.example")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    built = built.public_key(key.public_key()).serial_number(1)
    built = built.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem = built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    pem += key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.fixture(scope="module")
def fault_site(tmp_path_factory):
    """Hosts that break the rules, each on a loopback address of its own."""
    try:
        site = FaultSite(tmp_path_factory.mktemp("site"))
    except OSError as error:
        pytest.skip(f"this machine has no more than one loopback address: {error}")
    yield site
    site.close()


@pytest.fixture(scope="module")
def faulty(fault_site, tmp_path_factory, warm):
    """Return the crawl of all of them, in one process."""
    from tests.scrapers.conftest import TinySite  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("crawl")
    pages = fault_site.pages()
    (folder / "sites.json").write_text(json.dumps(pages))
    site = TinySite(None, folder, warm)
    site.spider = "fault_spider.py"
    site.list_boards(*pages, platform="faulty")
    places = [page.split("/")[2] for page in pages.values() if page not in NAMED.values()]
    places.append(fault_site.hosts["key-taker"].place)
    site.log = site.crawl(
        anew=True,  # its memory is measured
        run="r1",
        PAYBAND_ARCHIVE=folder / "faulty.warc.gz",
        PAYBAND_REACHABLE=",".join(places),
        PAYBAND_REST=0,
        PAYBAND_PATIENCE=10,
        DOWNLOAD_DELAY=0,
        DOWNLOAD_TIMEOUT=2,
        AUTOTHROTTLE_ENABLED=0,
        CONCURRENT_REQUESTS=100,
        environment={"PAYBAND_TEST_SITES": str(folder / "sites.json")},
    )
    return site
