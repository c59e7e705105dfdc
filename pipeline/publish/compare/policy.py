"""Publication policy 1: when a figure may be shown, and how far to trust it.

The thresholds are about precision, not secrecy: postings are public. A median is known to about
26 % at 10 postings, to 15 % at 30 and to 8.5 % at 100 (lognormal pay, sigma 0.35). Statistical
agencies require 3 to 5 respondents, pay sites 5. A cell below the last grade shows its count and
no figure, and its postings count in the cells above it.

The grade `very low` is less strict than a national office would be. In a store of a few hundred
postings hardly any role has 10, and a page of empty rows is of no use. The median of 5 postings by
3 employers is a fair summary of these postings, as long as the page shows how few they are. It has
its own label and a hollow mark.
"""

from dataclasses import dataclass
from fractions import Fraction

POLICY = "publication policy 1"
TOO_FEW = "too few"
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Grade:
    """The requirements of a label: least postings and employers, largest share of one employer."""

    label: str
    postings: int
    employers: int
    largest_share: Fraction


# Best grade first.
GRADES = (
    Grade("high", 100, 5, Fraction(1, 4)),
    Grade("medium", 30, 5, Fraction(1, 4)),
    Grade("low", 10, 5, Fraction(1, 2)),
    Grade("very low", FEWEST, 3, Fraction(1, 2)),
)


def label_of(postings: int, employers: int, largest: int) -> str:
    """Return the best label for a cell, or `too few`.

    `largest` is the number of postings of the employer with the most.
    """
    for grade in GRADES:
        enough = postings >= grade.postings and employers >= grade.employers
        if enough and Fraction(largest, postings) <= grade.largest_share:
            return grade.label
    return TOO_FEW
