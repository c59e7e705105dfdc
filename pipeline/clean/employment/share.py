"""Read a share of full time: `80%`, `0.6 FTE`, `80-100 %`. Below 100% is part-time."""

import re

from models.vocab import EmploymentType

ENDS = r"(?=\s*(?:$|[)\],;|/\u2013\u2014-]|\((?:m|w|f|d|h|all)\b))"
PERCENT = (
    r"(?P<low>[1-9]\d|100)\s?%?(?:\s?(?:-|\u2013|to|bis|\u00e0|a|/)\s?(?P<high>[1-9]\d|100))?\s?%"
)
WHOLE = re.compile(rf"\s*(?:\w+:?\s*)?{PERCENT}\s*(?:fte|pensum|stelle)?\s*", re.IGNORECASE)
CLAUSE = re.compile(
    rf"(?:^|[(\[,;|\u2013\u2014-]|\s)\s?{PERCENT}(?:\s?(?:fte|pensum)\b|{ENDS})", re.IGNORECASE
)
FTE = re.compile(
    r"(?<![\d.,])(?P<one>[01](?:[.,]\d{1,2})?)(?:\s?(?:-|\u2013|to)\s?(?P<two>[01][.,]\d{1,2}))?"
    r"\s?(?:fte|etp|vzä|vte)\b|\b(?:fte|etp|vzä|vte)\s?:?\s?(?P<three>[01](?:[.,]\d{1,2})?)(?![\d%])",
    re.IGNORECASE,
)


def share(text: str, where: str) -> tuple[EmploymentType | None, str]:
    """Return (the type, the words) of a share of full time, or (None, "").

    Of a range the upper end counts: `80-100%` may be full-time. In a field the share is the whole
    text, in a title it ends a clause.
    """
    if match := FTE.search(text):
        return _kind(max(float(n.replace(",", ".")) for n in match.groups() if n)), match[0].strip()
    if "%" not in text or where == "line":
        return None, ""
    match = WHOLE.fullmatch(text) if where == "field" else CLAUSE.search(text)
    if match is None:
        return None, ""
    return _kind(max(int(n) for n in match.groups() if n) / 100), match[0].strip()


def _kind(part: float) -> EmploymentType:
    return EmploymentType.FULL_TIME if part >= 1 else EmploymentType.PART_TIME
