"""Say that a folder is made for a file which a command writes."""

from pathlib import Path

from pipeline.cli.output.show import say
from pipeline.cli.output.streams import STANDARD_OUTPUT


def say_new_folder(output: Path | None) -> None:
    """Say that the folder of a file is made, if there is none yet."""
    if output is not None and output != STANDARD_OUTPUT and not output.parent.exists():
        say(f"there is no folder {output.parent} yet: it is made")
