"""Take items a batch at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`, the last one shorter; one list is in memory at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
