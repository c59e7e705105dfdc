"""Collect job postings with Scrapy spiders; no other package imports Scrapy."""

from importlib import import_module
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]


def _check_neighbour(name: str) -> None:
    """Raise ImportError where Python found another project's package of this name.

    Scrapy puts the project's folder last on sys.path. So the `models` of any other distribution
    would win over ours, and the crawl would fail later with an unclear error.
    """
    module = import_module(name)
    found = Path(next(iter(getattr(module, "__path__", [])), None) or str(module.__file__))
    if found.resolve().parent != _HERE:
        raise ImportError(
            f"{name} was imported from {found}, not from {_HERE / name}: another distribution "
            f"in this environment has a package of that name. Give Payband its own environment."
        )


for _name in ("models", "pipeline"):
    _check_neighbour(_name)
