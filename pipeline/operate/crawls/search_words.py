"""Choose the words that a source's search gets: the roles of a run."""

from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources


def search_words(order: RunRequest, source: str) -> tuple[str, ...]:
    """Return the words that a source is searched by in a run; empty for the source's own words.

    Only a search gets the run's roles. A board is crawled whole, because what a part of it lacks
    would look closed.
    """
    searched = all_sources()[source].searched and not (order.urls or order.replay)
    return order.filters.role if searched else ()


def is_part(order: RunRequest, source: str) -> bool:
    """Return whether a run asks for a part of a source; gates do not judge a part."""
    return order.narrowed or bool(search_words(order, source))
