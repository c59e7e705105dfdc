"""Write shares as tables in Markdown, and the README's table between its two marks."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from paybench.measures import MEASURES, Share
from paybench.results import Result
from pipeline.atomic import replacing
from pipeline.errors import InputError

README = Path(__file__).parent / "README.md"
START, END = "<!-- table -->\n", "<!-- /table -->"


def table(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    told = [header, ["---"] * len(header), *lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in told)


def told(share: Share | None) -> str:
    """Return `95.0% (93.0-96.5)`, with Wilson's interval; a dash where there is no share."""
    if share is None or not share.whole:
        return "–"  # noqa: RUF001  # a dash for nothing
    low, high = (f"{100 * end:.1f}" for end in share.interval)
    return f"{100 * share.part / share.whole:.1f}% ({low}-{high})"


def results_table(results: Iterable[Result]) -> str:
    """Return the table of the README: a line for each batch and reader, and how many rows."""
    groups: dict[tuple[str, str, str], dict[str, Share]] = {}
    for one in results:
        groups.setdefault(one[:3], {})[one.measure] = one.share
    header = ("batch", "reader", *(measure.heading for measure in MEASURES))
    lines = []
    for batch in dict.fromkeys(key[0] for key in groups):
        own = {key: shares for key, shares in groups.items() if key[0] == batch}
        lines.append((f"**{batch}**", "*rows*", *_sizes(own.values())))
        for (_, reader, version), shares in own.items():
            name = f"{reader} {version}".strip()
            lines.append((batch, name, *(told(shares.get(m.name)) for m in MEASURES)))
    return table(header, lines)


def _sizes(groups: Iterable[dict[str, Share]]) -> list[str]:
    wholes = {name: share.whole for shares in groups for name, share in shares.items()}
    return [str(wholes.get(measure.name, "")) for measure in MEASURES]


def write_readme(results: Iterable[Result], path: Path = README) -> None:
    """Put the table of the results between the marks of the README."""
    before, mark, rest = path.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise InputError(f"{path.name}: the marks of the table are missing")
    with replacing(path) as file:
        file.write(f"{before}{START}{results_table(results)}{END}{after}".encode())
