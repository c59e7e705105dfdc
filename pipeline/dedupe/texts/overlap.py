"""How much two texts have in common: shares of shingles and of words."""

from dataclasses import dataclass

from models.same import Fingerprint
from pipeline.dedupe.sketches.minhash import share, share_of_words


@dataclass(frozen=True, slots=True)
class Overlap:
    """The common shares of two texts; `short` and `long` are their numbers of shingles.

    `both` is the common share of all shingles, `part` of those of the shorter text. `words` is the
    common share of all words, `part_words` of those of the text with fewer. These two are None for
    fingerprints of earlier versions, which have no vocabulary.
    """

    short: int
    long: int
    both: float
    part: float
    words: float | None = None
    part_words: float | None = None

    def covers(self, least: float) -> bool:
        """Return whether the shorter text's words are in the other one, as far as it is known."""
        return self.part_words is None or self.part_words >= least

    @property
    def rest(self) -> float:
        """Common share of the words outside of the common sentences, of the shorter text."""
        if self.part_words is None or self.part >= 1:
            return 0.0
        return (self.part_words - self.part) / (1 - self.part)


def overlap(a: Fingerprint, b: Fingerprint) -> Overlap:
    """Return the common shares of two texts, both of which have a sketch."""
    short, long = sorted((a.shingles, b.shingles))
    one, two = a.sketch or b"", b.sketch or b""
    both = share(one, two)
    part = min(1.0, both * (short + long) / (1 + both) / short)
    return Overlap(short, long, both, part, *(share_of_words(one, two) or ()))
