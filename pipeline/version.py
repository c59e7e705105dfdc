"""The version of Payband that is installed."""

from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("payband")
    except PackageNotFoundError as error:
        raise ImportError(
            "Payband is not installed here: run `make run` or `pip install .`"
        ) from error


VERSION = _version()
