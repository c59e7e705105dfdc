"""The caches of readers and rule files, in one registry: how large they are, how often they hit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Cached(Protocol[P, Result_co]):
    """A function that keeps its results, as `functools.lru_cache` makes it."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result_co:
        """Return the result, from the cache if the arguments were given before."""

    @property
    def __wrapped__(self) -> Callable[P, Result_co]:
        """The function without its cache."""

    def cache_clear(self) -> None:
        """Forget all results."""

    def cache_info(self) -> Any:
        """Return hits, misses, maxsize and currsize."""


@dataclass(frozen=True, slots=True)
class CacheUse:
    """How a cache was used: its entries of at most `size` (None: no limit), its hits and misses."""

    name: str
    entries: int
    size: int | None
    hits: int
    misses: int

    @property
    def hit_rate(self) -> float:
        """The share of calls that the cache answered, 0 if there was no call."""
        calls = self.hits + self.misses
        return self.hits / calls if calls else 0.0


_REGISTRY: dict[str, Cached[..., Any]] = {}
_BEFORE: dict[str, tuple[int, int]] = {}
"""Hits and misses of caches before they were cleared."""


def cached_reader(size: int) -> Callable[[Callable[P, Result]], Cached[P, Result]]:
    """Return a decorator that keeps the last `size` results of a function of texts."""

    def decorate(function: Callable[P, Result]) -> Cached[P, Result]:
        return _registered(function, size)

    return decorate


def cached_file(function: Callable[P, Result]) -> Cached[P, Result]:
    """Keep every result of a function that loads rules: there are as many as there are files."""
    return _registered(function, None)


def _registered(function: Callable[P, Result], size: int | None) -> Cached[P, Result]:
    cached: Any = lru_cache(maxsize=size)(function)
    _REGISTRY[f"{function.__module__}.{function.__qualname__}"] = cached
    return cached  # type: ignore[no-any-return]  # Any: lru_cache loses the types of arguments


def cache_use() -> list[CacheUse]:
    """Return the use of every cache of the modules that are loaded, by name."""
    return [_use(name, cached) for name, cached in sorted(_REGISTRY.items())]


def clear_readers() -> None:
    """Empty the caches of what texts say; what rule files hold stays, and what was counted."""
    for name, cached in _REGISTRY.items():
        if cached.cache_info().maxsize is not None:
            use = _use(name, cached)
            cached.cache_clear()
            _BEFORE[name] = use.hits, use.misses


def clear_caches() -> None:
    """Empty every cache. Files are then read again."""
    _BEFORE.clear()
    for cached in _REGISTRY.values():
        cached.cache_clear()


def _use(name: str, cached: Cached[..., Any]) -> CacheUse:
    now, (hits, misses) = cached.cache_info(), _BEFORE.get(name, (0, 0))
    return CacheUse(name, now.currsize, now.maxsize, now.hits + hits, now.misses + misses)
