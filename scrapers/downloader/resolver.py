"""Resolve host names (DNS), and refuse addresses that are not public."""

from collections.abc import Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from pipeline.network_place import NetworkPlace, any_holds, read_places
from scrapers.downloader.addresses import is_public, literal
from scrapers.downloader.reachable import reachable


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, with every answer checked before anything connects to it.

    The connection uses the checked address, so a name that changes its address after the check
    gets no further (DNS rebinding). Set TWISTED_DNS_RESOLVER for the whole project: Scrapy
    ignores the value in a spider's own settings.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.reachable: tuple[NetworkPlace, ...] = ()
        # Twisted keeps no reason of a failed look-up.
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver. Hosts that the user names as reachable may have any address."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.reachable = read_places(reachable(crawler.settings))
        return resolver

    def getHostByName(  # noqa: N802  # Twisted's name
        self, name: str, timeout: Sequence[int] = ()
    ) -> "Deferred[str]":
        """Return the address of a name; fail with DNSLookupError if it is not public."""
        found = super().getHostByName(name, timeout)
        named = any(place.host == name for place in self.reachable)
        return found if named else found.addCallback(self._checked, name)

    def _checked(self, found: str, name: str) -> str:
        address = literal(found)
        if any_holds(self.reachable, address):
            return found
        if address is None or not is_public(address):
            self.refused[name] = f"{name} leads to {found}, which is not a public address"
            raise DNSLookupError(self.refused[name])
        return found


def why_refused(reactor: Any, name: str) -> str:
    """Return why the resolver of a reactor refused a name; empty if it did not refuse it."""
    resolver = reactor.resolver
    return resolver.refused.get(name, "") if isinstance(resolver, PublicResolver) else ""
