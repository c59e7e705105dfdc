"""How long work tells how far it is; the command line decides how that looks."""

from collections.abc import Callable

# (what is being done, how much is done, out of how much)
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nothing."""
