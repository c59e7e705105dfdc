"""Find the employer of a comment: in the pieces of its first line, or in a sentence."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from scrapers.platforms.hackernews.words.job_names import TWO, opens_unknown
from scrapers.platforms.hackernews.words.segments import Segment, read_segment
from scrapers.platforms.hackernews.words.vocabulary import OFFERS, WORKPLACE

_END = re.compile(
    r"\s[-\u2013\u2014]\s|\s*[(\[]|\s*https?:"
    rf"|\s+(?:is|are)\s+(?:now |currently |also )?(?={OFFERS})"
    r"|:\s"
)
_NAME = r"([A-Z0-9][\w&.'\u2019-]*(?: (?:&|and|of|for|[A-Z0-9][\w&.'\u2019-]*)){0,4})"
_ORGANISATION = (
    r"(?:company|employer|start-?up|studio|agency|shop|lab|team|firm|business|charity|co-?op"
    r"|non-?profit|group|practice|clinic)"
)
_SAID = (
    re.compile(rf"\b[Ww]e(?:['\u2019]re| are) {_NAME}(?=\s?[,.!;(]|\s[-\u2013\u2014]|$)"),
    re.compile(
        rf"^{_NAME}(?: \([^)]*\))? (?:(?:is|are) (?:an?|the|one of|growing|building)"
        r"|seeks|needs|hires|builds|makes)\b"
    ),
    re.compile(rf"(?:^|[.!?] ){_NAME},? (?:an?|the) (?:[\w-]+ ){{0,5}}?{_ORGANISATION}\b"),
    re.compile(
        rf"^{_NAME} (?:sucht|suchen|recherche|recrute|busca|contrata|procura|zoekt|cerca"
        r"|s\u00f6ker|s\u00f8ker|s\u00f8ger|szuka)\b"
    ),
    re.compile(rf"{_NAME}(?: \([^)]*\))? (?:is|are) (?:now |currently |also )?{OFFERS}"),
    re.compile(
        r"\b(?:CTO|CEO|COO|CPO|[Cc]o-?[Ff]ounder|[Ff]ounder|VP [A-Z]\w+|[Hh]ead of [A-Z]?\w+"
        rf"|[Ll]ead|[Ee]ngineer|[Mm]anager|[Rr]ecruiter) (?:of|at|with) {_NAME}"
    ),
    re.compile(rf"(?:^|[.!,] ){_NAME} here\b"),
    re.compile(rf"\b{_ORGANISATION}[^.!?]{{0,30}}? (?:called|named) {_NAME}"),
    re.compile(rf"\b(?:[Mm]y|[Oo]ur) {_ORGANISATION},? {_NAME}(?=,| \(| (?:is|has|needs|seeks)\b)"),
    re.compile(rf"\b(?:I|we|We) (?:own|run|founded|started|lead|manage) {_NAME}(?=,| \(|\.| and )"),
    re.compile(rf"\b[Tt]he {_ORGANISATION} is {_NAME}(?=[.,]|$)"),
    re.compile(rf"\b[Ww]e \({_NAME}(?=[,;)])"),
    re.compile(rf"\b[Ww]ir sind(?: die| das| der)? {_NAME}"),
    re.compile(
        r"\b(?:[Aa]t|[Ff]rom|[Ww]ork(?:ing)? (?:at|for)|[Jj]oin)(?: the)?"
        rf" {_NAME}(?=[,.!;( ]|$)"
    ),
)
_PLACED = re.compile(rf"{_NAME}, ([A-Z][\w' -]+)(?: \([^()]*\))?[.,](?:\s|$)")
"""An employer and its place as a sentence of their own: `Quill & Sons, Adelaide. We …`."""
_ALONE = re.compile(
    rf"(?!(?:Hi|Hello|Hey|Hiring)\b){_NAME}\. (?=(?:Fully )?Remote\b|On-?site|Hybrid|[Ww]e need)"
)
"""An employer's name as a sentence of its own."""
_SPEAKER = re.compile(
    r"(?:[Ww]e|[Oo]ur|[Mm]y|I|[Tt]his|[Tt]here|Hiring|Wir|Contract|Freelance|Who|What|Looking"
    r"|Wanted)\b(?! [A-Z])"
)
"""Words that begin a sentence and no name of an employer."""
_GREETING = re.compile(
    r"^(?:(?:Hi|Hello|Hey)(?: HN| all| there)?[,! ]+"
    r"|(?:\w+ ){0,2}(?:roles?|jobs?|openings?|positions?) at )"
)
"""Words before the name of an employer: `Two roles at Brindlow (Seattle)`."""
_GENERIC = re.compile(r"\b(?:start-?up|company|team|firm)$", re.IGNORECASE)
"""The end of words for an employer that are no name: `YC startup`."""
MOST = 6
"""Words of an employer's name at most. A longer text is a sentence."""
NO_EMPLOYER = frozenset({"contract", "salary", "link", "terms"})
_CALL = re.compile(
    r"\W*(?:seeking freelancers?|freelancers? wanted|(?:we(?:['\u2019]re| are) )?hiring!?)\W*",
    re.IGNORECASE,
)


_DOMAIN = re.compile(r"[A-Za-z][\w-]*\.[a-z]{2,4}(?: \([^()]*\))?")
"""An employer that is named by its domain: `Brindlow.ai`."""
_OFFERING = re.compile(
    r"(?:recruiting|hiring|looking|seeking|multiple|several|various|open|many)\b.*"
    r"\b(?:for|roles?|positions?|jobs?|openings?|people|engineers?|teams?)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"[~\d.+-]+\s?(?:x\s)?(?:weeks?|months?|days?|hours?|h|hrs?|people|engineers?|roles?|openings?"
    r"|positions?|employees)\b.{0,20}",
    re.IGNORECASE,
)


def employer(segments: Sequence[Segment]) -> Segment:
    """Return the segment that names the employer: the first, unless another is more likely.

    The first may be the only job, the terms, or a town with its region or country. A segment
    without text means that none names the employer.
    """
    first = segments[0]
    jobs = [segment for segment in segments if segment.kind == "title"]
    unclear = [s for s in segments if s.kind == "other" and not _is_no_name(s.text)]
    places = [s for s in segments if s.kind == "place" and not WORKPLACE.search(s.text)]
    if _DOMAIN.fullmatch(first.text):
        return first
    if (first.kind in NO_EMPLOYER and not _has_name(first)) or _CALL.fullmatch(first.text):
        return unclear[0] if unclear else (first if first.kind == "link" else Segment("", "other"))
    if (
        unclear
        and first.kind == "place"
        and not _has_name(first)
        and (first.workplace or places == [first] or "," in first.text)
    ):
        return unclear[0]
    if not unclear and _are_job_and_employer(segments, jobs):
        return segments[1]
    if not unclear and jobs and _is_whole_place(first):
        return Segment("", "other")
    names = unclear or (places if len(places) > 1 else [])  # a company may have a town's name
    return names[0] if names and jobs == [first] else first


def _is_no_name(text: str) -> bool:
    """Return whether a text calls for people, or counts something: `6 weeks`."""
    return bool(_CALL.fullmatch(text) or _COUNT.fullmatch(text) or _OFFERING.match(text))


def _has_name(segment: Segment) -> bool:
    """Return whether a name stands before brackets on money or terms: `Raven ($40M raised)`."""
    name = segment.text.split(" (", 1)[0]
    return name != segment.text and segment.kind != "link" and read_segment(name).kind == "other"


def _is_whole_place(segment: Segment) -> bool:
    """Return whether a segment is a town with its region or country, which no employer is."""
    town, comma, _ = segment.text.partition(",")
    whole = bool(comma) and segment.kind == "place" and not segment.workplace
    return whole and "(" not in town and read_segment(town).kind == "place"


def _are_job_and_employer(segments: Sequence[Segment], jobs: Sequence[Segment]) -> bool:
    """Return whether the second of two jobs is an employer: `Senior Engineer | Skylark Courier`.

    It begins with a word that no title has, and the first does not.
    """
    if len(jobs) != TWO or [*jobs] != [*segments[:TWO]]:
        return False
    return not opens_unknown(jobs[0].text) and opens_unknown(jobs[1].text)


def company_name(piece: str) -> str:
    """Return a company's name without address or motto; its host name where it has no name."""
    bare = piece.split(" (", 1)[0]
    if re.search(r"\bstealth\b", piece if _GENERIC.search(bare) else bare, re.IGNORECASE):
        return ""
    name = _END.split(piece)[0].strip(" ,-\u2013\u2014*")
    return name or urlsplit(piece.strip("() ")).netloc.removeprefix("www.")


def company_in(sentence: str) -> str:
    """Return the company that a sentence names as the employer; "" where it names none."""
    if (placed := _PLACED.match(sentence)) and read_segment(placed[2]).kind == "place":
        return placed[1]
    if (alone := _ALONE.match(sentence)) and read_segment(alone[1]).kind == "other":
        return alone[1]
    short = company_name(sentence)
    named = short != sentence.strip(" ,-\u2013\u2014*") and not _SPEAKER.match(short)
    if named and len(short.split()) <= MOST:
        return _GREETING.sub("", short)
    found = (match[1] for pattern in _SAID if (match := pattern.search(sentence)))
    names = (n.rstrip(".") for n in found if not n.isdigit() and not _SPEAKER.match(n))
    return next(names, "")
