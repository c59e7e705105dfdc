"""Errors with a plain message and the exit code of the command."""


class PaybandError(Exception):
    """An error that its message explains; the command line shows it without a traceback.

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
    """The command line or configuration is wrong; the message says what to change."""

    exit_code = 2


class NoStoreError(UsageError):
    """There is no store to read, and none is created."""


class InputError(PaybandError):
    """A given file cannot be used; the message names file, row and field."""

    exit_code = 2


class StoreError(PaybandError):
    """The database cannot be opened or used."""

    exit_code = 1


class HeldError(PaybandError):
    """The earlier file is kept, because the new one would be empty."""

    exit_code = 4


class StaleError(PaybandError):
    """No source has delivered for longer than the user allows."""

    exit_code = 4


class AlreadyRunningError(PaybandError):
    """Another run holds the lock; the message names it."""

    exit_code = 5
