"""Remember the first row of each of many values, in some 25 bytes a value."""

from array import array

SLOTS = 1 << 12


class FirstNumbers:
    """The first row number of each value, by a digest of 64 bits: a hash table of two arrays.

    A dict takes 170 bytes a value. Two different values have one digest once in some 30 million
    tables of a million rows.
    """

    def __init__(self) -> None:
        self._digests, self._numbers = _empty(SLOTS)
        self._count = 0

    def first(self, digest: int, number: int) -> int:
        """Return the number, above 0, that came with this digest first: an earlier one, or this."""
        at = self._slot(digest)
        if found := self._numbers[at]:
            return found
        self._digests[at], self._numbers[at] = digest, number
        self._count += 1
        if 2 * self._count > len(self._numbers):
            self._grow()
        return number

    def _slot(self, digest: int) -> int:
        """Return the slot of a digest, or the empty one where it goes."""
        last = len(self._numbers) - 1
        at = digest & last
        while self._numbers[at] and self._digests[at] != digest:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        digests, numbers = self._digests, self._numbers
        self._digests, self._numbers = _empty(2 * len(numbers))
        for digest, number in zip(digests, numbers, strict=True):
            if number:
                at = self._slot(digest)
                self._digests[at], self._numbers[at] = digest, number


def _empty(slots: int) -> tuple["array[int]", "array[int]"]:
    return array("Q", bytes(8 * slots)), array("I", bytes(4 * slots))
