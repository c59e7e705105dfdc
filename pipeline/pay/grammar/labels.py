"""Find the label of a band in a text with several bands: a zone, a level, a place."""

from collections.abc import Sequence

from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_LONGEST = 60
_WORDS = 8
_EDGES = " \n\t:-\u2013\u2014,;|•·()"


def label_of(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice | None:
    """Return the slice of the label: before the band up to a colon (`Zone A: $…`), or after `for`.

    None if there is no label. A text with one band has no labels.
    """
    if len(spans) < 2:
        return None
    return _before(text, tokens, spans, at) or _after(text, tokens, spans, at)


def tidy_label(label: str) -> str | None:
    """Return a label without the punctuation at its ends; None if nothing is left."""
    label = label.strip(_EDGES)
    return label[:_LONGEST] or None


def _before(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice | None:
    first = spans[at].first
    edge = spans[at - 1].last + 1 if at else 0
    start = max(edge, first - _WORDS)
    for back in range(first - 1, start - 1, -1):
        if tokens[back].ends or tokens[back].text in (",", "/", ")"):
            start = back + 1
            break
    if start >= first or tokens[first - 1].text not in (":", "(", "-"):
        return None
    return _place(text, tokens[start].start, tokens[first - 1].start)


def _after(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice | None:
    stop = spans[at + 1].first if at + 1 < len(spans) else len(tokens)
    words = list(tokens[spans[at].last + 1 : min(spans[at].last + 1 + _WORDS, stop)])
    start = next((n for n, t in enumerate(words) if t.text in ("for", "in", "(", "für")), None)
    if start is None or start + 1 >= len(words):
        return None
    rest = words[start + 1 :]
    end = next((n for n, t in enumerate(rest) if t.ends or t.text in (",", ")", "/")), len(rest))
    return _place(text, rest[0].start, rest[end - 1].end) if end else None


def _place(text: str, start: int, end: int) -> slice | None:
    return slice(start, end) if tidy_label(text[start:end]) else None
