"""PAYBAND_* variables: lists and pairs in one, and those that nobody knows."""

from collections.abc import Iterable

from pipeline.config_file import own_variables
from pipeline.nearest import nearest
from pipeline.settings.former_settings import is_former_variable, tell_once, variable_of
from pipeline.visible import one_line


def words_of(text: str) -> list[str]:
    """Return the words of `a,b` or `a b`."""
    return [word for word in text.replace(",", " ").split() if word]


def pairs_of(text: str, default: str) -> dict[str, str]:
    """Return the pairs of `a=1,b=2`; a word alone is the value of `default`."""
    pairs = [word.partition("=") for word in words_of(text)]
    return {name if mark else default: value if mark else name for name, mark, value in pairs}


def tell_unknown(settings: Iterable[str]) -> None:
    """Warn of each PAYBAND_* variable without a setting: it may be another program's."""
    known = {*map(variable_of, settings), "PAYBAND_CONFIG"}
    for name in own_variables():
        spelled = name.startswith("PAYBAND_")
        if spelled and name not in known and not is_former_variable(name):
            near = nearest(name, known, lambda each: each.removeprefix("PAYBAND_"))
            meant = f"; did you mean {near}?" if near else ""
            tell_once(f"environment: {one_line(name)} is no setting of Payband{meant}")
