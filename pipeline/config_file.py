"""Find the configuration file, and read the database's URL without the rest of the settings.

This module imports little, so that a run that another one refuses ends at once.
"""

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CONFIG_FILE = "payband.toml"
DEFAULT_DATABASE = "sqlite:///data/payband.db"


def config_file() -> Path | None:
    """Return the configuration file: $PAYBAND_CONFIG, or payband.toml here, or None."""
    named = os.environ.get("PAYBAND_CONFIG")
    if named and not Path(named).is_file():
        raise UsageError(f"PAYBAND_CONFIG: there is no file {named}")
    here = Path(CONFIG_FILE)
    return Path(named) if named else here if here.is_file() else None


def read_config(file: "Path | Traversable") -> dict[str, Any]:
    """Return what a configuration file gives; a mark of byte order before it is passed over.

    Raises tomllib.TOMLDecodeError or UnicodeDecodeError.
    """
    return tomllib.loads(file.read_text(encoding="utf-8-sig"))


def database_url_only() -> str | None:
    """Return the database's URL as `load_settings` reads it; None where only that can tell.

    Nothing else is checked: reading all settings takes half a second.
    """
    for name, value in os.environ.items():
        if name.upper() == "PAYBAND_DATABASE_URL":
            return value
    file = config_file()
    try:
        given = {} if file is None else read_config(file)
    except (OSError, ValueError):
        return None
    url = given.get("database_url", DEFAULT_DATABASE)
    return url if isinstance(url, str) else None


def own_variables() -> list[str]:
    """Return the names of the variables that may be settings, in any case of letters."""
    mine = (name for name in os.environ if name.upper().startswith("PAYBAND_"))
    return sorted(name for name in mine if not name.upper().startswith("PAYBAND_TEST_"))


def gives_only_database() -> bool:
    """Return whether variables and the file give no other setting than database_url.

    Then no other can be wrong, and `database_url_only` says all that `load_settings` would.
    """
    if {*map(str.upper, own_variables())} - {"PAYBAND_DATABASE_URL", "PAYBAND_CONFIG"}:
        return False
    file = config_file()
    try:
        return file is None or set(read_config(file)) <= {"database_url"}
    except (OSError, ValueError):
        return False
