"""Check which hosts a crawl may reach: public addresses only, no private network (SSRF).

A page decides where a crawl goes next (redirects, links, addresses in its data). It must not
lead the crawl to a router, a cloud's metadata service or a local database (CWE-918).
"""

import socket
import unicodedata
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from pipeline.network_place import any_holds, read_places

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
# These carry an IPv4 address of a local network: RFC 4291 (2.5.5.1, deprecated), RFC 8215.
LOCAL = (IPv6Network("::/96"), IPv6Network("64:ff9b:1::/48"))
PORTS = {"http": 80, "https": 443}

WAY_OUT = "; if it is yours, name it in reachable_hosts of payband.toml"


class ForbiddenAddressError(IgnoreRequest):
    """A request was for an address that is not public."""


def check_url(url: str, reachable: Collection[str] = ()) -> None:
    """Raise ForbiddenAddressError for a URL with a host that is not a public address.

    `reachable` lists exceptions: see pipeline/network_place.py. resolver.py checks the addresses
    of host names later.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or PORTS.get(parts.scheme)
    address = literal(host)
    places = read_places(frozenset(reachable))
    if any(place.is_at(host, port) for place in places) or any_holds(places, address):
        return
    if address is None:
        if host == "localhost" or host.endswith(".localhost"):
            raise ForbiddenAddressError(f"{host} is this machine{WAY_OUT}")
    elif not is_public(address):
        raise ForbiddenAddressError(f"{host} is not a public address{WAY_OUT}")


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host is written as; None for a name.

    It reads every form that the C library accepts: `127.1`, `2130706433`, `0x7f000001`.
    """
    plain = unicodedata.normalize("NFKC", host).split("%")[0]
    try:
        return ip_address(plain)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(plain))
    except (OSError, UnicodeEncodeError):
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address, and any IPv4 address inside it, is public."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return True
    if address.is_site_local or any(address in network for network in LOCAL):
        return False
    return all(map(is_public, _carried(address)))


def _carried(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses inside an IPv6 address."""
    nat64 = IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), nat64)
    return [inner for inner in found if inner is not None]
