"""How a run ended: its state by what its sources delivered, and the exit code of that state."""

from collections.abc import Collection, Mapping

from models.vocab import RunState

# States that may be published, with their exit code; any other state exits with 1.
PUBLISHED = {RunState.COMPLETE: 0, RunState.PARTIAL: 3}
EXIT_CODES = {**PUBLISHED, RunState.HELD: 4}


def overall(states: Collection[RunState], *, delivered: bool) -> RunState:
    """Return the state of a run from those of its sources: `complete` where all are.

    `delivered`: there is something that may be published. Then a run with a source that lacks
    something is `partial`; else it is `failed`, or what all its sources are. A run without sources
    to crawl is complete.
    """
    distinct = set(states)
    if distinct <= {RunState.COMPLETE}:
        return RunState.COMPLETE
    if delivered:
        return RunState.PARTIAL
    alike = len(distinct) == 1 and RunState.PARTIAL not in distinct
    return distinct.pop() if alike else RunState.FAILED


def is_delivered(
    states: Mapping[str, RunState], sound: Collection[str], parts: Collection[str]
) -> bool:
    """Return whether any source of a run delivered something that may be published.

    `states` has the state of each source. `sound` are those with a complete board, `parts` those
    of which only a part was asked for. A run of parts alone delivers what it got of them.
    """
    only_parts = set(states) <= set(parts)
    return bool(sound) or (only_parts and RunState.PARTIAL in states.values())
