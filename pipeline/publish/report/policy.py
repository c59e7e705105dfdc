"""When a figure may be shown, and how far it can be trusted: publication policy 1.

The thresholds are about precision, not secrecy: postings are public. At 10 postings a median is
known to some 26 %, at 30 to 15 %, at 100 to 8.5 % (lognormal pay, sigma 0.35); agencies ask for
3 to 5 respondents, pay sites for 5. A cell below the last grade shows its count and no figure,
and its postings count in the cells above it.

The grade `very low` is looser than a national office would be. A store of a few hundred postings
has hardly a role with 10 of them, and a page of empty rows tells nobody anything; the middle of
5 postings by 3 employers is a fair answer to "what do these adverts say", as long as the page
says how thin it is. It carries its own label and is drawn hollow.
"""

from dataclasses import dataclass
from fractions import Fraction

POLICY = "publication policy 1"
TOO_FEW = "too few"
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Grade:
    """What a cell needs for a label: so many postings and employers, none with a larger share."""

    label: str
    postings: int
    employers: int
    largest_share: Fraction


# The best first.
GRADES = (
    Grade("high", 100, 5, Fraction(1, 4)),
    Grade("medium", 30, 5, Fraction(1, 4)),
    Grade("low", 10, 5, Fraction(1, 2)),
    Grade("very low", FEWEST, 3, Fraction(1, 2)),
)


def label_of(postings: int, employers: int, largest: int) -> str:
    """Return the best label a cell earns, or `too few`; `largest` is one employer's postings."""
    for grade in GRADES:
        enough = postings >= grade.postings and employers >= grade.employers
        if enough and Fraction(largest, postings) <= grade.largest_share:
            return grade.label
    return TOO_FEW
