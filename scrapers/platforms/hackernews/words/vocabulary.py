"""Words of "Who is hiring?" comments: links, workplaces, contracts, and offers of jobs."""

import re

LINK = re.compile(
    r"https?://\S+|\S+@\S+\.\w{2,}|\b(?:[\w-]+\.)+(?:com|io|ai|co|dev|org|net|app|tech|so|xyz)\b\S*"
)
WORKPLACE = re.compile(
    r"\b(?:remote|on[- ]?site|hybrid|in[- ]office|in[- ]person|wfh"
    r"|hybride|h[\u00edi]brid[oa]|pr\u00e9sentiel|presencial|t\u00e9l\u00e9travail|vor ort)\b",
    re.IGNORECASE,
)
CONTRACT = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract(?:ors?|ing)?|contract[- ]to[- ]hire|freelance"
    r"|permanent|temporary|intern(?:ship)?s?|fte|co-?op|cdi|cdd|festanstellung"
    r"|vollzeit|teilzeit|heltid|deltid|fuldtid|voltijds?|deeltijds?|temps (?:plein|partiel)"
    r"|正社員|契約社員|派遣社員|業務委託|アルバイト|정규직|계약직|全职|兼职"
    r"|jornada completa|tiempo completo|tempo (?:pieno|inteiro)|pełny etat)\b",
    re.IGNORECASE,
)
OFFERS = (
    r"\b(?:hiring|looking (?:for|to (?:hire|add))|[Ww]e look for|looks for(?= an?\s)"
    r"|(?:is|are|[Ww]e['\u2019]re) after(?= an?\s)"
    r"|seeking|seeks|recruiting(?: for)?|(?:has|have)(?: [a-z]+)?"
    r" (?:openings?|vacanc(?:y|ies)|open (?:roles?|positions?))(?:,? for)?|searching for"
    r"|in search of"
    r"|[Tt]he (?:role|job|position)(?=: [A-Z])"
    r"|(?:adding|in need of|wanted)(?=:? (?:an?|one|two|our)\s)"
    r"|(?:room|budget) for(?= (?:an?|one|two)\s)|(?:startup|company|lab|studio"
    r"|\)) needs?(?= (?:an?|one|two)\s)"
    r"|(?:one|two|three|an) openings?(?: only)?(?=:)|[Ww]e hire(?= an?\s)"
    r"|(?:[Ww]e|[Ww]e now|team|[A-Z]\w+,?) (?:also )?needs?|(?:like|want|plan|trying) to hire)\b"
)
"""Words before the jobs that a sentence offers."""
HIRING = re.compile(rf"{OFFERS}:?\s+((?:[\w/+.&'\u2019,()#-]+ ?){{1,14}})", re.IGNORECASE)
# Filler words that may surround the words of a workplace or a contract.
_AROUND = re.compile(
    r"\b(?:or|and|only|employees?|position|role|ok|friendly|first|roles|\d+|days?|hours?|hrs?|h"
    r"|a|per|week"
    r"|weeks?|wk|month|months?|optional|flexible)\b|[^\w]+",
    re.IGNORECASE,
)


def is_only_terms(text: str) -> bool:
    """Return whether a text has words of a workplace or a contract and no others."""
    rest = _AROUND.sub("", CONTRACT.sub("", WORKPLACE.sub("", text)))
    return not rest and bool(WORKPLACE.search(text) or CONTRACT.search(text))
