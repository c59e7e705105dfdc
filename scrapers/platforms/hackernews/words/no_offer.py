"""Tell the comments that offer no job: people who look for work, and jobs that are filled."""

import re

# A comment of a person who looks for work.
_SEEKER = re.compile(
    r"\W*(?:(?:seeking|looking for|open to|available for)\s+"
    r"(?:work\b|a job\b|volunteers\b|(?:new )?(?:opportunit|roles?\b))"
    r"|available for (?:\w+ )?(?:work|hire|projects)\b|freelancer available\b"
    r"|who wants to be hired\b)",
    re.IGNORECASE,
)
_JOB = r"(?:position|role|job|vacancy|opening|ad|post)s?"
_GONE = r"(?:filled|closed|taken|no longer (?:open|available)|gone)"
_FILLED = re.compile(
    rf"^\W*(?:(?:{_JOB}|now|edit|update)\W+)*{_GONE}\b(?=\W)"
    rf"|\b(?:(?:this|both|all|these|that) (?:\w+ )?|(?:the|our) ){_JOB}"
    r"(?: \([^()]*\)| [^.!?()]{0,40})??"
    rf" (?:(?:has|have|had)(?: now)?(?: already)? been|(?:is|are) (?:now|already)|was|were)"
    rf"(?: now| already)? {_GONE}\b"
    rf"|\b[Ww]e(?:['\u2019]ve| have)(?: now| already| since)? (?:filled|closed) "
    rf"(?:this|the|our|both|all|that|these)\b",
    re.IGNORECASE,
)
"""A heading or a sentence that says so of the jobs of a comment."""
_STILL = re.compile(r"\b(?:still|remain(?:s|ing)?|others?)\b", re.IGNORECASE)
"""A word that tells that other jobs of the comment are open."""
_FROZEN = re.compile(
    r"\bhiring(?: freeze|: (?:nobody|no one|none))|\bfr(?:oze|ozen) (?:all|our|hiring)"
    r"|\b[Ww]e(?:['\u2019]re| are) (?:currently )?not hiring|\bno (?:open )?(?:openings"
    r"|positions) (?:right )?now",
    re.IGNORECASE,
)
"""A first line that says that nobody is hired."""
TOP = 2
"""Lines of a comment that may say so."""


def is_seeker(text: str) -> bool:
    """Return whether a comment is by a person who looks for work."""
    return bool(_SEEKER.match(text.strip()))


def is_filled(lines: list[str]) -> bool:
    """Return whether the first or the last line of a comment says that its jobs are filled."""
    said = [*lines[:TOP], *lines[TOP:][-1:]]
    filled = any(_FILLED.search(line) and not _STILL.search(line) for line in said)
    return filled or any(map(_FROZEN.search, lines[:1]))
