"""A regular expression of the user's or of an archive, for addresses: none of them takes long."""

import regex

from pipeline.errors import UsageError

LONGEST = 0.5  # seconds for one address; an ordinary expression takes some microseconds


class SlowPatternError(ValueError):
    """An expression takes too long on an address."""


class LinkPattern:
    """The pattern of addresses to follow; the empty one is false, and matches none.

    The library `regex` gives up after a time; Python's own goes on for hours with `(a|aa)+$`.
    Raises UsageError for what is no regular expression.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._pattern = regex.compile(text)
        except (regex.error, OverflowError, RecursionError) as error:
            raise UsageError(f"follow: {text!r} is no regular expression: {error}") from None

    def __bool__(self) -> bool:
        return bool(self.text)

    def matches(self, address: str) -> bool:
        """Return whether the pattern is found in an address. Raises SlowPatternError."""
        try:
            return bool(self) and self._pattern.search(address, timeout=LONGEST) is not None
        except TimeoutError:
            words = f"follow: {self.text!r} takes longer than {LONGEST} s on {address}"
            raise SlowPatternError(words) from None
