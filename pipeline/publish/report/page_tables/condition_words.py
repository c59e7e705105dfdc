"""The words for which jobs a figure is of: `Germany, Berlin, Data Scientist, senior`."""

from collections.abc import Callable, Mapping

from models.vocab import Workplace
from pipeline.figures.identity import Words
from pipeline.publish.report.page_tables.cells import WORKPLACES, country_name
from pipeline.rules.sources import all_sources


def _workplace(word: str) -> str:
    return WORKPLACES[Workplace(word)].lower() if word in list(Workplace) else word


def _source(name: str) -> str:
    known = all_sources().get(name)
    return (known and known.title) or name


def _amount(text: str) -> str:
    return f"{float(text):,.0f}"


SHOWN: Mapping[str, Callable[[str], str]] = {
    "country": country_name,
    "workplace": _workplace,
    "source": _source,
    "min_pay": _amount,
}
FORMS = {
    "country": "{}",
    "city": "{}",
    "role": "{}",
    "level": "{}",
    "workplace": "{}",
    "company": "at {}",
    "status": "status {}",
    "source": "from {}",
    "since": "posted from {}",
    "min_pay": "pay from {} USD a year",
    "currency": "in {}",
}
"""How each condition is told, in the order of the words."""


def condition_words(conditions: Mapping[str, Words]) -> str:
    """Return the words of `conditions`, which are those of search words or of an id; "" for none.

    Of several words for one thing, one holds: `hybrid or remote`.
    """
    return ", ".join(_told(name, conditions[name]) for name in FORMS if conditions.get(name))


def _told(name: str, words: Words) -> str:
    shown = SHOWN.get(name, str)
    return FORMS[name].format(" or ".join(map(shown, words)))
