"""Match addresses with a user's regular expression, with a time limit (ReDoS)."""

import regex

from pipeline.errors import UsageError

LONGEST = 0.5  # seconds for one address; an ordinary expression takes a few microseconds


class SlowPatternError(ValueError):
    """An expression takes too long on an address."""


class LinkPattern:
    """The pattern of addresses to follow. An empty pattern is false and matches nothing.

    The library `regex` has a timeout; Python's `re` can take hours with `(a|aa)+$`. Raises
    UsageError for a text that is not a regular expression.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._pattern = regex.compile(text)
        except (regex.error, OverflowError, RecursionError) as error:
            raise UsageError(f"follow: {text!r} is not a regular expression: {error}") from None

    def __bool__(self) -> bool:
        return bool(self.text)

    def matches(self, address: str) -> bool:
        """Return whether the pattern is found in an address. Raises SlowPatternError."""
        try:
            return bool(self) and self._pattern.search(address, timeout=LONGEST) is not None
        except TimeoutError:
            words = f"follow: {self.text!r} takes longer than {LONGEST} s on {address}"
            raise SlowPatternError(words) from None
