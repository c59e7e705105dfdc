"""Find the archived responses that name a posting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.raw import RawPosting
from pipeline.archive.archive import located
from pipeline.archive.warc import Exchange
from pipeline.errors import InputError
from pipeline.publish.explain.response.leaf import Leaf
from pipeline.publish.explain.response.record import (
    is_its_page,
    leaves_of,
    may_name,
    record_leaves,
)
from pipeline.publish.explain.response.response_body import body_text


@dataclass(frozen=True, slots=True)
class FoundResponse:
    """A response that names a posting, its archive file and offset, and the posting's values."""

    exchange: Exchange
    file: Path
    offset: int
    leaves: tuple[Leaf, ...]


def find_responses(files: Sequence[Path], raw: RawPosting) -> Iterator[FoundResponse]:
    """Yield the responses that name a posting: first those received when it was fetched.

    Files that are gone or damaged are left out.
    """
    later: list[tuple[Path, int, Exchange]] = []
    for file, offset, exchange in _exchanges(files):
        if exchange.at == raw.fetched_at:
            yield from _naming(file, offset, exchange, raw)
        else:
            later.append((file, offset, exchange))
    for file, offset, exchange in later:
        yield from _naming(file, offset, exchange, raw)


def _exchanges(files: Iterable[Path]) -> Iterator[tuple[Path, int, Exchange]]:
    for file in files:
        try:
            for offset, item in located(file):
                if isinstance(item, Exchange) and 200 <= item.status < 300:
                    yield file, offset, item
        except InputError:
            continue


def _naming(
    file: Path, offset: int, exchange: Exchange, raw: RawPosting
) -> Iterator[FoundResponse]:
    text = body_text(exchange)
    if not (may_name(text, raw) or is_its_page(exchange.url, raw)):
        return
    if leaves := record_leaves(leaves_of(text), raw, exchange.url):
        yield FoundResponse(exchange, file, offset, tuple(leaves))
