"""Choose an engine by the name that a user gives."""

import re

from pipeline.errors import UsageError
from pipeline.operate.engines.dask_engine import DaskEngine
from pipeline.operate.engines.engine import Engine
from pipeline.operate.engines.local_engine import LocalEngine
from pipeline.operate.parallel.workers import all_cores

LOCAL = "local"
DASK = re.compile(r"dask://(?P<address>(?:\[[0-9a-fA-F:.]+\]|[^\s/:\[\]@]+):\d{1,5})/?")


def chosen_engine(name: str = LOCAL, cores: int | None = None) -> Engine:
    """Return the engine of a name: `local` on `cores` cores (default: all), or dask://HOST:PORT.

    Raises UsageError for another name, and for cores of an engine that has its own.
    """
    if name == LOCAL:
        return LocalEngine(cores or all_cores())
    found = DASK.fullmatch(name)
    if found is None:
        raise UsageError(f"--engine {name}: give local, or dask://HOST:PORT of a Dask scheduler")
    if cores is not None:
        raise UsageError("--cores is for --engine local: a Dask cluster has workers of its own")
    return DaskEngine(found["address"])
