"""Mappings of columns that the user gives: words of the command line, or a TOML file."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import InputError, UsageError
from pipeline.rules.rows.tables import Meaning
from pipeline.settings.toml_errors import explain_toml
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.column_names import phrase_of
from pipeline.tables.recognition.column_rules import column_rules

SECTION = "columns"


def given_map(words: Iterable[str]) -> dict[Meaning, str]:
    """Return the column of each meaning: `pay=comp_text,place=ort`, or the name of a TOML file.

    Raises UsageError for a meaning nobody knows, InputError for a file that can't be read.
    """
    found: dict[Meaning, str] = {}
    for word in words:
        if word.lower().endswith(".toml"):
            found |= read_map(Path(word))
            continue
        for pair in word.split(","):
            meaning, sign, column = pair.partition("=")
            if not sign or not column.strip():
                raise UsageError(f"--map {pair!r}: write MEANING=COLUMN, such as pay=comp_text")
            found[meaning_named(meaning)] = column.strip()
    return found


def meaning_named(word: str) -> Meaning:
    """Return the meaning of a word such as `pay` or `place`. Raises UsageError for another."""
    word = word.strip()
    if word in set(Meaning):
        return Meaning(word)
    phrase = phrase_of(word)
    if phrase in column_rules():
        return column_rules()[phrase][1].use
    raise UsageError(f"--map {word!r}: no such meaning; there are {', '.join(Meaning)}")


def read_map(path: Path) -> dict[Meaning, str]:
    """Return the mapping of a TOML file that `map_text` made. Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {explain_toml(text, error)}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    pairs = content.get(SECTION)
    if not isinstance(pairs, dict) or not all(isinstance(v, str) for v in pairs.values()):
        raise InputError(f'{path}: a section [{SECTION}] with lines such as title = "Job Title"')
    try:
        return {meaning_named(meaning): column for meaning, column in pairs.items()}
    except UsageError as error:
        raise InputError(f"{path}: {str(error).removeprefix('--map ')}") from None


def map_text(columns: ColumnMap) -> str:
    """Return a mapping as TOML, to be edited and given back with `--map`."""
    lines = [
        f"{use.meaning} = {json.dumps(use.column, ensure_ascii=False)}" for use in columns.uses
    ]
    left = [f"# not used: {json.dumps(name, ensure_ascii=False)}" for name in columns.left]
    return "\n".join([f"[{SECTION}]", *lines, *left]) + "\n"


def given_meanings(given: Mapping[str, str] | None) -> dict[Meaning, str]:
    """Return a mapping from Python, such as {"pay": "comp_text"}, with its meanings checked."""
    return {meaning_named(str(m)): str(column) for m, column in (given or {}).items()}
