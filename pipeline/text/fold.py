"""Fold a text to the key by which its spellings are compared: without case and accents."""

import re
import unicodedata

from pipeline.caches import cached_file, cached_reader
from pipeline.rules.rows.general import Letter
from pipeline.rules.rulebook import read_rules

# straight, curly, modifier letters, grave and acute accents, Arabic half rings
APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc`\u00b4\u02be\u02bf"))
VOICED = "\u3099\u309a"
"""The marks that distinguish Japanese ji from shi. They are no accents."""
BETWEEN = re.compile(r"[\W_]+")
# ä, ö, ü, æ, ø and å without their letters: Muenchen, Koeln, Aeroe, Aarhus. Not the `ue` of Bauer,
# Quelle and Value, the `aa` of SaaS, and no word of three letters (AEM, Joe).
DIGRAPH = re.compile(
    r"(?:ae|oe|(?<![aeq])ue(?=[^\W\d_])|(?<![^\W\d_])aa)(?:(?=[^\W\d_]{2})|(?<=[^\W\d_]{4})"
    r"|(?<=[^\W\d_]{3})(?=[^\W\d_]))"
)
ASCII = 128


@cached_reader(65_536)
def fold(
    text: str, *, punctuation: bool = False, voiced: bool = False, digraphs: bool = False
) -> str:
    """Return `text` in small letters of one width, without accents: `Łódź` is `lodz`.

    Punctuation becomes one space between words and apostrophes go, so that `Cluj-Napoca` is `cluj
    napoca`; with `punctuation` both stay. With `voiced` the voiced marks of Japanese stay. With
    `digraphs` also `ae`, `oe`, `ue` and `aa` become one letter, so that `München`, `Munchen` and
    `Muenchen` have one key.
    """
    if text.isascii():
        low = text.casefold()
    else:
        bare = unicodedata.normalize("NFKD", text.casefold())
        kept = VOICED if voiced else ""
        low = "".join(c for c in bare if c in kept or not unicodedata.combining(c))
        low = low.casefold().translate(_letters())
        low = unicodedata.normalize("NFC", low) if voiced else low
    if digraphs:
        low = DIGRAPH.sub(_first, low)
    return low if punctuation else BETWEEN.sub(" ", low.translate(APOSTROPHES)).strip()


def same_name(text: str) -> str:
    """Return the key by which names are compared, also without the letters of their language."""
    return fold(text, punctuation=True, voiced=True, digraphs=True)


def without_digraphs(key: str) -> tuple[str, ...]:
    """Return the other keys that a folded name with `ae`, `oe`, `ue` or `aa` may mean.

    `aeroe` may be `aroe`, `aero` or `aro`. The key itself is left out.
    """
    found = list(DIGRAPH.finditer(key))
    single = (key[: m.start()] + m[0][0] + key[m.end() :] for m in found)
    return tuple(dict.fromkeys((*single, DIGRAPH.sub(_first, key)))) if found else ()


def without_accented(text: str) -> str:
    """Return the key of `text` with its non-ASCII letters lost: `Montr al` for Montréal."""
    return fold("".join(c if ord(c) < ASCII else " " for c in text))


@cached_file
def _letters() -> dict[int, str]:
    return {ord(row.phrase): row.plain for row in read_rules(Letter)}


def _first(digraph: re.Match[str]) -> str:
    return digraph[0][0]
