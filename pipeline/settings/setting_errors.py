"""Say what is wrong with a setting, and where it is from."""

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.nearest import hint
from pipeline.settings.former_settings import FORMER, variable_of
from pipeline.settings.secret import Secret

MUST_BE = {
    "int_": "must be a whole number",
    "float_": "must be a number",
    "bool_": "must be true or false",
    "string_": "must be a text in quotes",
    "path_": "must be a path in quotes",
    "list_": "must be a list such as ['a', 'b']",
    "tuple_": "must be a list such as ['a', 'b']",
    "dict_": "must be a table of names and values",
    "model_": "must be a table of names and values",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be below {lt}",
    "missing": "is missing",
}
"""What a value must be, by how the name of pydantic's error begins."""


def explain(error: Any, model: type[BaseModel], file: Path | None) -> str:
    """Return the message for one of pydantic's errors: where, which setting, what is wrong.

    The value of a secret setting is not in it.
    """
    key = ".".join(str(part) for part in error["loc"])
    name = str(error["loc"][0])
    where = place_of(key, file)
    if below := _below(error, model):
        return f"{where}: {below}"
    if error["type"] == "extra_forbidden":
        named = hint(key, _names(model, key))
        known = isinstance(error["input"], dict) and set(error["input"]) & set(model.model_fields)
        why = f"write its settings at the top, without [{key}]" if known else named
        return f"{where}: there is no setting {key!r}; {why}"
    words = _wrong(error)
    if any(isinstance(mark, Secret) for mark in model.model_fields[name].metadata):
        hidden = "" if error["type"] == "missing" else " (the value may be secret and is not shown)"
        return f"{where}: {key}: {words}{hidden}"
    return f"{where}: {key}: {words}, got {error['input']!r}"


def _below(error: Any, model: type[BaseModel]) -> str:
    """Return which settings stand below the head of a table, and so are read as its own."""
    table, *rest = map(str, error["loc"])
    inside = rest[-1:] if rest else error["input"] if isinstance(error["input"], dict) else ()
    names = [name for name in inside if name in model.model_fields]
    if not names or table not in model.model_fields:
        return ""
    stand, them = ("stands", "it") if len(names) == 1 else ("stand", "them")
    return f"{', '.join(names)} {stand} below [{table}]: write {them} above that line"


def _wrong(error: Any) -> str:
    """Return what is wrong with a value in plain words; pydantic's own where there are none."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    said = next((words for kind, words in MUST_BE.items() if error["type"].startswith(kind)), "")
    return said.format(**error.get("ctx", {})) or str(error["msg"])


def place_of(key: str, file: Path | None) -> str:
    """Return where a setting was given: its environment variable, or else the file."""
    return variable_named(key) or str(file or "configuration")


def variable_named(key: str) -> str:
    """Return the environment variable that gave a setting; empty where there is none."""
    setting = key.partition(".")[0]
    wanted = {variable_of(n) for n in (setting, *(o for o, n in FORMER.items() if n == setting))}
    return next((f"environment: {name}" for name in os.environ if name.upper() in wanted), "")


def _names(model: type[BaseModel], key: str) -> list[str]:
    """Return the names that a setting could have: those of its table."""
    table, dot, _ = key.rpartition(".")
    field = model.model_fields.get(table.partition(".")[0])
    inner = getattr(field.annotation, "model_fields", None) if dot and field else None
    return sorted(f"{table}.{name}" for name in inner) if inner else sorted(model.model_fields)
