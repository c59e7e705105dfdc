"""Progress of long work, as a callback; the command line decides how it looks."""

from collections.abc import Callable

# (what is being done, how much is done, out of how much)
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""
