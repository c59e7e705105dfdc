"""Settings that name what is not there: a database, sources, and files of the user."""

from collections.abc import Callable, Mapping

from pipeline.clean.employer.aliases import user_aliases
from pipeline.config import Settings
from pipeline.errors import PaybandError, UsageError
from pipeline.input_files import input_file
from pipeline.operate.crawls.boards import load_boards
from pipeline.operate.crawls.source_selection import sources_on
from pipeline.operate.schedules.due import check_cadence
from pipeline.rules.sources import platform_of
from pipeline.store.db.url import read_url


def wrong_settings(settings: Settings) -> dict[str, str]:
    """Return what is wrong with the database, sources and files that settings name, by setting."""
    found: dict[str, str] = {}
    for name, check in _checks(settings).items():
        try:
            check()
        except PaybandError as error:
            found[name] = str(error)
    return found


def check_settings(settings: Settings) -> None:
    """Raise UsageError, with a line for each setting that names what is not there."""
    if found := wrong_settings(settings):
        raise UsageError(*found.values())


def _checks(settings: Settings) -> Mapping[str, Callable[[], object]]:
    """Return what reads each setting, and raises an error where that is not possible."""
    platforms = frozenset(platform_of().values())
    return {
        "database_url": lambda: read_url(settings.database_url),
        "sources": lambda: sources_on(settings),
        "cadence": lambda: check_cadence(settings),
        "boards": lambda: load_boards(input_file(settings, "boards"), platforms),
        "boards_add": lambda: load_boards(input_file(settings, "boards_add"), platforms),
        "employers_file": lambda: user_aliases(input_file(settings, "employers_file")),
    }
