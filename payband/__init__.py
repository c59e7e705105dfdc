"""Payband as a library: read pay, clean postings and tables, read a store as DataFrames.

    import payband

    payband.read_pay("€60.000 - 75.000 brutto", country="DE").band
    payband.clean_frame(frame)
    payband.jobs()

The command line is `payband`, or `python -m payband`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.raw import RawPosting
    from payband.cleaning import clean, clean_frame
    from payband.frames import bands, compare, jobs, postings, salary_table
    from payband.sample import run_sample
    from pipeline.pay.api import read_pay

__all__ = [
    "RawPosting",
    "__version__",
    "bands",
    "clean",
    "clean_frame",
    "compare",
    "jobs",
    "postings",
    "read_pay",
    "run_sample",
    "salary_table",
]

_HOMES = {
    "__version__": "pipeline.version:VERSION",
    "RawPosting": "models.raw",
    "bands": "payband.frames",
    "clean": "payband.cleaning",
    "clean_frame": "payband.cleaning",
    "compare": "payband.frames",
    "jobs": "payband.frames",
    "postings": "payband.frames",
    "read_pay": "pipeline.pay.api",
    "run_sample": "payband.sample",
    "salary_table": "payband.frames",
}


def __getattr__(name: str) -> Any:
    # `import payband` loads a module only when a name is used: pandas alone takes half a second.
    from importlib import import_module  # noqa: PLC0415

    from payband.own_packages import check_own_packages  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    check_own_packages()
    module, _, kept = _HOMES[name].partition(":")
    return getattr(import_module(module), kept or name)


def __dir__() -> list[str]:
    return __all__
