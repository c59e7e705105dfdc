"""Find the label of a band: a zone, a level, a place."""

from collections.abc import Sequence

from pipeline.caches import cached_reader
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token, tokenize

_LONGEST = 60
_WORDS = 12
_FEW = 3
_EDGES = " \n\t:/-\u2013\u2014,;|•·()"
_LINKS = frozenset({":", "(", "-", "is", "are"})
_TRAILING = _LINKS | {"range", "ranges"}
_STARTS = frozenset({")", "/", "|", "("})
_LEADING = frozenset(
    {"for", "in", "at", "of", "the", "and", "or", "range", "ranges", "is", "are", "be", "to"}
    | {"für", "en", "candidates", "based", "located", "those", "expected", "-", ":", ","}
)
_NO_LABEL = frozenset({"this", "our", "your", "these", "a", "an", "role", "position", "we", "you"})
_PAY_ROLES = ("pay", "kind", "period", "currency", "extra", "noise", "fact", "own", "estimate")


def label_of(
    text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int, *, prose: bool
) -> slice | None:
    """Return the slice of the label: before the band up to a colon (`Zone A: $…`), or after `for`.

    None if there is no label. A field with one band has no labels; of prose this may be one of
    several excerpts, each with a band.
    """
    if len(spans) < 2 and not prose:
        return None
    return _before(text, tokens, spans, at) or _after(text, tokens, spans, at)


def tidy_label(label: str) -> str | None:
    """Return a label without the punctuation at its ends; None if nothing is left."""
    label = label.strip(_EDGES)
    label = f"{label})" if "(" in label and ")" not in label else label
    return label[:_LONGEST] or None


@cached_reader(4_096)
def place_or_level(label: str) -> str:
    """Return a label without its words of pay: `Bay Area Salary Range` is `Bay Area`."""
    tokens = tokenize(label)
    kept = [t for t in tokens if not _is_of_pay(t) and t.text not in ("range", "ranges")]
    return " ".join(label[t.start : t.end] for t in kept).replace(" ,", ",")


def _before(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice | None:
    first = spans[at].first
    edge = spans[at - 1].last + 1 if at else 0
    if first == edge or (first == edge + 1 and tokens[edge].roles):
        return None  # only a word of pay
    linked = first > edge and tokens[first - 1].text in _LINKS
    start = _start(tokens, edge, first)
    end = first
    while end > start and (tokens[end - 1].text in _TRAILING or _is_of_pay(tokens[end - 1])):
        end -= 1
    start = _without_pay_words(tokens, start, end)
    if start >= end or tokens[start].text in _NO_LABEL:
        return None
    if not linked and not _is_name(tokens[start:end], alone=len(spans) < 2):
        return None
    return _place(text, tokens[start].start, tokens[end - 1].end)


def _start(tokens: Sequence[Token], edge: int, first: int) -> int:
    """Return where the words before a band begin: a comma is within `Austin, TX: $…`."""
    start = max(edge, first - _WORDS)
    whole = start == edge
    comma = None
    opened = _opened(tokens, start, first)
    for back in range(first - 1, start - 1, -1):
        token = tokens[back]
        if opened <= back < first - 1:
            continue  # `Zone 1 (San Francisco, New York): $…`
        if token.ends or (token.text in _STARTS and back != first - 1 and _is_apart(tokens, back)):
            return back + 1
        if token.text == ",":
            comma = comma or back + 1
            before = tokens[start:back]
            if not whole or any(map(_is_of_pay, before)):
                return comma
    return start if whole or comma is None else comma


def _opened(tokens: Sequence[Token], start: int, first: int) -> int:
    """Return where the bracket that closes right before a colon opens, after a name; or `first`."""
    if first - 2 <= start or tokens[first - 1].text != ":" or tokens[first - 2].text != ")":
        return first
    return next((n for n in range(first - 3, start, -1) if tokens[n].text == "("), first)


def _is_apart(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a mark stands apart: the slash of `CA/NY: $…` is within the label."""
    return tokens[at].text != "/" or tokens[at].end < tokens[at + 1].start


def _is_of_pay(token: Token) -> bool:
    return any(token.has(role) for role in _PAY_ROLES)


def _without_pay_words(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the start of what follows the last pay word: `Salary range for New York is $…`."""
    last = [n for n in range(start, end) if _is_of_pay(tokens[n])]
    start = last[-1] + 1 if last else start
    while start < end and tokens[start].text in _LEADING:
        start += 1
    return start


def _is_name(words: Sequence[Token], *, alone: bool) -> bool:
    """Return whether a few words right before a band may be its label: `Senior £60k, Lead £75k`."""
    if alone or len(words) > _FEW:
        return False
    named = (not words[0].roles and not words[0].figure) or _is_code(words)
    return named and not any(t.roles or t.figure for t in words[1 + _is_code(words) :])


def _is_code(words: Sequence[Token]) -> bool:
    """Return whether the words begin with a letter and a number, as a grade does: L4, grade 12."""
    if len(words) < 2 or not words[1].figure:
        return False
    return words[0].has("ordinal") or words[0].end == words[1].start


def _after(text: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice | None:
    stop = spans[at + 1].first if at + 1 < len(spans) else len(tokens)
    words = list(tokens[spans[at].last + 1 : min(spans[at].last + 1 + _WORDS, stop)])
    words = words[: next((n for n, t in enumerate(words) if t.ends), len(words))]
    start = next((n for n, t in enumerate(words) if t.text in ("for", "in", "(", "für")), None)
    if start is None or start + 1 >= len(words):
        return None
    rest = words[start + 1 :]
    end = next((n for n, t in enumerate(rest) if t.ends or t.text in (",", ")", "/")), len(rest))
    if not end or rest[0].text in (*_NO_LABEL, "the") or _is_of_pay(rest[0]):
        return None
    return _place(text, rest[0].start, rest[end - 1].end)


def _place(text: str, start: int, end: int) -> slice | None:
    return slice(start, end) if tidy_label(text[start:end]) else None
