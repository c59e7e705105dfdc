from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import Settings
from twisted.internet.defer import succeed
from twisted.internet.error import DNSLookupError

from scrapers.downloader.addresses import ForbiddenAddressError, check_url
from scrapers.downloader.resolver import PublicResolver, why_refused
from tests.support.rows import every_row

INSIDE = [
    "127.0.0.1",
    "127.1",
    "127.0.0.1.",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "１２７.０.０.１",  # full-width
    "localhost",
    "LOCALHOST.",
    "db.localhost",
    "0.0.0.0",  # noqa: S104  # an address to refuse
    "10.0.0.8",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]",
    "[::10.0.0.8]",
    "[::93.184.215.14]",
    "[64:ff9b:1::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%eth0]",
    "127.0.0.1%eth0",
    "[fc00::1]",
    "[fec0::1]",
    "[ff02::1]",
]
OUTSIDE = [
    "example.org",
    "93.184.215.14",
    "[2606:4700::6810:84e5]",
    "[64:ff9b::5db8:d70e]",
    "localhost.example.org",
    "localhostx",
]


@every_row("host", INSIDE)
@every_row("address", ["http://{}/", "https://me@{}:8080/jobs"])
def test_hosts_inside_are_refused(host, address):
    with pytest.raises(ForbiddenAddressError):
        check_url(address.format(host))


@pytest.mark.parametrize("host", OUTSIDE)
def test_hosts_outside_are_not(host):
    check_url(f"https://{host}/jobs")


def test_exceptions_are_for_one_port():
    reachable = {"127.0.0.1:8080", "[::1]:80", "mirror.localhost:443"}
    check_url("http://127.0.0.1:8080/", reachable)
    check_url("https://mirror.localhost/", reachable)
    check_url("http://127.0.0.1/", {"127.0.0.1:80"})
    for url in ("http://127.0.0.1/", "http://127.0.0.1:8081/", "http://127.1:8080/"):
        with pytest.raises(ForbiddenAddressError):
            check_url(url, reachable)


def test_an_exception_may_name_a_host_an_address_or_a_network():
    reachable = {"127.0.0.1", "10.1.0.0/16", "jobs.localhost", "[::1]:80"}
    for host in ("127.0.0.1:8080", "127.1", "10.1.2.3", "jobs.localhost:99", "[::1]"):
        check_url(f"http://{host}/", reachable)
    for host in ("127.0.0.2", "10.2.0.1", "x.jobs.localhost", "[::1]:81", "192.168.0.1"):
        with pytest.raises(ForbiddenAddressError):
            check_url(f"http://{host}/", reachable)


def resolver(monkeypatch, address, reachable=()):
    """Return a resolver where the system's own would say `address`."""
    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda *_: succeed(address))
    settings = Settings({"PAYBAND_REACHABLE": list(reachable)})
    crawler: Any = SimpleNamespace(settings=settings)
    reactor: Any = None
    return PublicResolver.from_crawler(crawler, reactor)


def looked_up(monkeypatch, address, reachable=()):
    """Return what the resolver answers where the system's own would say `address`."""
    said: list[Any] = []
    resolver(monkeypatch, address, reachable).getHostByName("jobs.example").addBoth(said.append)
    return said[0]


@pytest.mark.parametrize("address", ["93.184.215.14"])
def test_a_name_with_a_public_address_is_answered(monkeypatch, address):
    assert looked_up(monkeypatch, address) == address


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1"])
def test_a_name_that_leads_inside_is_not(monkeypatch, address):
    failure = looked_up(monkeypatch, address)
    assert failure.check(DNSLookupError)
    assert f"jobs.example leads to {address}" in failure.getErrorMessage()


def test_a_resolver_knows_what_it_refused_and_no_other_does(monkeypatch):
    asked, other = (SimpleNamespace(resolver=resolver(monkeypatch, "10.1.2.3")) for _ in range(2))
    asked.resolver.getHostByName("jobs.example").addErrback(lambda _: None)
    assert why_refused(asked, "jobs.example").startswith("jobs.example leads to 10.1.2.3")
    assert why_refused(other, "jobs.example") == ""
    assert why_refused(SimpleNamespace(resolver=None), "jobs.example") == ""


def test_a_name_may_be_excepted(monkeypatch):
    assert looked_up(monkeypatch, "10.1.2.3", ["jobs.example:8080"]) == "10.1.2.3"
    assert looked_up(monkeypatch, "10.1.2.3", ["10.1.0.0/16"]) == "10.1.2.3"
    for others in (["a.example:80"], ["10.2.0.0/16"]):
        assert looked_up(monkeypatch, "10.1.2.3", others).check(DNSLookupError)
