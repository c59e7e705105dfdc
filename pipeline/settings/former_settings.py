"""Settings that had another name: the old name goes on to work, and a notice tells the new one."""

import logging
import os
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from pipeline.errors import UsageError

FORMER = {"database_patience": "database_max_wait"}


def current_names(given: Mapping[str, Any], file: object) -> dict[str, Any]:
    """Return the settings of a configuration file, each by its name of today.

    Raises UsageError where the file gives both names of a setting.
    """
    found = dict(given)
    for old, new in FORMER.items():
        if old not in found:
            continue
        if new in found:
            raise UsageError(f"{file}: {_both(old, new)}")
        tell_once(f"configuration: {old} is now called {new}")
        found[new] = found.pop(old)
    return found


def from_former_variables(in_file: Collection[str]) -> dict[str, str]:
    """Return the settings that variables of former names give, each by its name of today.

    `in_file` has the names in the configuration file. Raises UsageError where the new name is
    given too, by a variable or in the file: the old variable would silently win over the file.
    """
    there = {name.upper(): value for name, value in os.environ.items()}
    found = {}
    for old, new in FORMER.items():
        variable, today = variable_of(old), variable_of(new)
        if variable not in there:
            continue
        if today in there:
            raise UsageError(f"environment: {_both(variable, today)}")
        if new in in_file:
            raise UsageError(f"environment: {_both(variable, f'{new} (in the file)')}")
        tell_once(f"environment: {variable} is now called {today}")
        found[new] = there[variable]
    return found


def is_former_variable(name: str) -> bool:
    """Return whether an environment variable gives a setting by a former name."""
    return name.upper() in {variable_of(old) for old in FORMER}


def variable_of(setting: str) -> str:
    """Return the name of the environment variable of a setting."""
    return f"PAYBAND_{setting.upper()}"


def _both(old: str, new: str) -> str:
    return f"{old} and {new} are both given, and are one setting: remove {old}, its former name"


@cache
def tell_once(words: str) -> None:
    """Say something once in a process: on stderr, or in the log of a crawl."""
    logging.getLogger("payband").warning(words)
