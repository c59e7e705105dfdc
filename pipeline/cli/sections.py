"""The help of `payband`: its commands in sections, the first of them for a newcomer."""

from collections.abc import Iterable

import click

SECTIONS = {
    "Start here": ("init", "run", "jobs", "report", "compare", "clean", "audit", "explain"),
    "Tables and figures": ("export", "verify", "salary", "survey", "browse", "mcp"),
    "Keep it running": ("status", "schedule", "crawl", "doctor", "config", "completion"),
    "Look after the store": ("db", "archive", "quarantine", "purge", "correct"),
    "Rules and sources": ("rules", "sources", "fx"),
}


class UncutGroup(click.Group):
    """A group with a help that shows what each command does in full."""

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, in the order of their names."""
        with formatter.section("Commands"):
            formatter.write_dl(self._lines(sorted(self.commands)))

    def _lines(self, names: Iterable[str]) -> list[tuple[str, str]]:
        there = [(name, self.commands[name]) for name in names if name in self.commands]
        return [(name, each.get_short_help_str(200)) for name, each in there]


class SectionedGroup(UncutGroup):
    """The group of all commands, with a help that shows them in SECTIONS."""

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section with its commands in the order of SECTIONS."""
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl(self._lines(names))
