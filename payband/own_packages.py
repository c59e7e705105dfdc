"""Find out early that Python would import another project's package of one of our names."""

from importlib.util import find_spec
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]


def check_own_packages() -> None:
    """Raise ImportError where a package that Payband is made of is not the one beside this."""
    for name in ("models", "pipeline", "scrapers"):
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise ImportError(f"{name} is missing beside {_HERE / 'payband'}: install Payband anew")
        found = Path(spec.origin).resolve()
        if found.parent != _HERE / name:
            raise ImportError(
                f"{name} is taken from {found}, not from {_HERE / name}. In a folder that has a "
                f"{name} of its own, start the command `payband`, or Python with -P. If another "
                "installed program has a package of that name, give Payband its own environment."
            )
