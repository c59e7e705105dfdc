"""Errors by who must act; each carries the exit code of the command it ends."""


class PaybandError(Exception):
    """Something a message can explain: shown without a traceback.

    Each argument is a line of the message.
    """

    exit_code = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the message."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.lines)


class UsageError(PaybandError):
    """The user's words or configuration are wrong: what to change is in the message."""

    exit_code = 2


class NoStoreError(UsageError):
    """There is no store where one is to be read: nothing is made in its place."""


class InputError(PaybandError):
    """A file that was given cannot be used; the message names file, row and field."""

    exit_code = 2


class StoreError(PaybandError):
    """The database cannot be opened or used."""

    exit_code = 1


class HeldError(PaybandError):
    """What was written before is kept: the new would have nothing in it."""

    exit_code = 4


class AlreadyRunningError(PaybandError):
    """Another run holds the lock; the message names it."""

    exit_code = 5
