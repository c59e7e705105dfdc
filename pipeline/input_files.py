"""The files of the user that settings name."""

from pathlib import Path

from pipeline.config import Settings
from pipeline.config_file import config_file
from pipeline.errors import UsageError
from pipeline.settings.setting_errors import place_of

INPUT_FILES = ("boards", "boards_add", "employers_file")
"""The settings that name a file to read."""


def input_file(settings: Settings, name: str) -> Path | None:
    """Return the file that a setting of INPUT_FILES names; None where it names none.

    Raises UsageError where the file is not there. The message names setting and folder.
    """
    path: Path | None = getattr(settings, name)
    if path is None or (path.exists() and not path.is_dir()):
        return path
    what = "is a folder" if path.is_dir() else "is not there"
    where = f"{place_of(name, config_file())}: {name}"
    if path.is_absolute():
        raise UsageError(f"{where}: the file {path} {what}")
    folder = f"in {Path.cwd()}, the folder that this command runs in"
    raise UsageError(f"{where}: the file {path} {what} {folder}")
