"""What is given for settings by the environment and the configuration file."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.config_file import config_file, read_config
from pipeline.settings.former_settings import current_names, from_former_variables, variable_of


def given_settings(names: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the settings `names`: `given`, else of a variable, else of the file.

    Tables are merged key by key. Raises UsageError, UnicodeDecodeError or TOMLDecodeError for a
    file that cannot be read.
    """
    file = config_file()
    found = {} if file is None else read_config(file)
    in_file = current_names(found, file)
    former = from_former_variables(found)
    return merged(in_file, former, _variables(names), given)


def merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of all layers; a later one wins, and tables are merged."""
    found: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            before = found.get(name)
            both = isinstance(before, dict) and isinstance(value, dict)
            found[name] = merged(before, value) if both else value  # type: ignore[arg-type]  # both are
    return found


def _variables(names: Iterable[str]) -> dict[str, str]:
    """Return the settings that PAYBAND_* variables give, as text, in any case of letters."""
    there = {name.upper(): value for name, value in os.environ.items()}
    return {name: there[at] for name in names if (at := variable_of(name)) in there}
