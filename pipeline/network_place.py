"""Parse a network place that a user names: a host, host and port, IP address or network."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from urllib.parse import urlsplit

from pipeline.caches import cached_reader

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class NetworkPlace:
    """A host with one port or any (None), or a network with any port."""

    host: str = ""
    port: int | None = None
    network: Network | None = None

    def is_at(self, host: str, port: int | None) -> bool:
        """Return whether it is this host and port."""
        return bool(self.host) and self.host == host and self.port in (None, port)

    def holds(self, address: IPv4Address | IPv6Address | None) -> bool:
        """Return whether an address is in its network."""
        return self.network is not None and address is not None and address in self.network


def read_place(text: str) -> NetworkPlace:
    """Return the place that a text names; raise ValueError for no place, or for all addresses."""
    if network := _network(text):
        if network.prefixlen == 0:
            raise ValueError(f"{text} is every address there is: name the hosts or networks")
        return NetworkPlace(network=network)
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or text.casefold() not in (host, f"{host}:{port}", f"[{host}]:{port}"):
        raise ValueError(f"{text!r} is no host, host:port, address or network such as 10.1.0.0/16")
    if not all(c.isalnum() or c in "-._:" for c in host):
        raise ValueError(f"{text!r} is no host")
    return NetworkPlace(host, port)


@cached_reader(128)
def read_places(texts: frozenset[str]) -> tuple[NetworkPlace, ...]:
    """Return the places that texts name. Raises ValueError."""
    return tuple(read_place(text) for text in texts)


def any_holds(places: Iterable[NetworkPlace], address: IPv4Address | IPv6Address | None) -> bool:
    """Return whether an address is in one of the networks."""
    return any(place.holds(address) for place in places)


def _network(text: str) -> Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
