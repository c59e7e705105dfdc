"""What a band is for, where a text states several: a zone, a level, a place."""

from collections.abc import Sequence

from pipeline.pay.spans import Span
from pipeline.pay.tokens import Token

_LONGEST = 60
_WORDS = 8
_EDGES = " \n\t:-\u2013\u2014,;|•·()"


def label_of(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> str | None:
    """Return what stands before the band up to a colon (`Zone A: $…`), or after `for`; or None.

    A text with one band needs no label.
    """
    if len(spans) < 2:
        return None
    return _before(text, tokens, spans, at) or _after(text, tokens, spans, at)


def _before(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> str | None:
    first = spans[at].first
    edge = spans[at - 1].last + 1 if at else 0
    start = max(edge, first - _WORDS)
    for back in range(first - 1, start - 1, -1):
        if tokens[back].ends or tokens[back].text in (",", "/", ")"):
            start = back + 1
            break
    if start >= first or tokens[first - 1].text not in (":", "(", "-"):
        return None
    return _tidy(text[tokens[start].start : tokens[first - 1].start])


def _after(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> str | None:
    stop = spans[at + 1].first if at + 1 < len(spans) else len(tokens)
    words = list(tokens[spans[at].last + 1 : min(spans[at].last + 1 + _WORDS, stop)])
    start = next((n for n, t in enumerate(words) if t.text in ("for", "in", "(", "für")), None)
    if start is None or start + 1 >= len(words):
        return None
    rest = words[start + 1 :]
    end = next((n for n, t in enumerate(rest) if t.ends or t.text in (",", ")", "/")), len(rest))
    return _tidy(text[rest[0].start : rest[end - 1].end]) if end else None


def _tidy(label: str) -> str | None:
    label = label.strip(_EDGES)
    return label[:_LONGEST] or None
