"""Stage: clean the employer's name, and keep the place as posted."""

import re

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.rules.rows.employer import NoName
from pipeline.rules.rulebook import read_rules

# What a board shows instead of a name: only signs, or masked letters (`M...`, `M*** B***`).
MASKED = re.compile(r"[\W_]*|x{3,}|\w{0,2}(?:\.{2,}|…|\*{2,})(?:\s+\w{0,2}\*{2,})*", re.IGNORECASE)
AROUND = r" \t,;|·•\-\u2013\u2014@\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
ENDS = re.compile(f"^[{AROUND}]+|[{AROUND}]+$")
QUOTED = re.compile(
    r"[\"'\u201c\u201e\u00ab]([^\"\u201c-\u201e\u00ab\u00bb]+)[\"'\u201c\u201d\u00bb]"
)
SIGNS = re.compile(r"[\u00ae\u2122]|\(R\)|</?\w+>")
SITE = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})(?:/\S*)?", re.IGNORECASE
)
# Notes in brackets or after a dash are not part of the name: the class of an investor, that the
# employer hires, a place, a web site, a ticker.
SAID = (
    r"(?:YC|Y ?Combinator)\b[^)\]]*|[SWXF]\d{2}|(?:we.?.?re |we are |now |is )?hiring\W*"
    r"|(?:fully |100% )?remote|careers|series [A-G]\b[^)\]]*|via [^)\]]+"
    r"|(?:NASDAQ|NYSE|LSE|TSX|ASX|Euronext)\s*:[^)\]]*|ref\b[^)\]]*|\w/\w(?:/[\w*])?"
    r"|(?:https?://|www\.)[^)\]]*|[\w-]+\.(?:com|ai|io|co|net|org|de|fr|eu)"
)
NOTE = re.compile(
    rf"\s*[(\[](?:{SAID})?[)\]]\s*|\s+[-|\u2013\u2014\u00b7]\s+(?:{SAID})$|\s+https?://\S+$"
    r"|\s+(?:is hiring|hiring team|careers|karriere|talent acquisition|via LinkedIn)\W*$|\s+#\d+$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:company|employer|unternehmen|entreprise|empresa|firma|bedrijf|azienda)\s*:\s+"
    r"|^(?:careers|jobs|we.?.?re hiring) at\s+",
    re.IGNORECASE,
)


def company(job: Job) -> Reading:
    """Return company and location (the place as posted); None if the posting has none.

    Issue `company_missing` if no employer is named.
    """
    name, place = read_company(job.texts.company), job.texts.location or None
    values = {"company": name, "location": place}
    if not name:
        return Reading(values, (IssueDraft("company_missing", "company", job.raw.company),))
    same = name == job.texts.company.strip()
    rule = "the board's company" if same else "the board's company, without notes and signs"
    return Reading(values, evidence=(Evidence("company", job.texts.company, rule),))


@cached_reader(65_536)
def read_company(text: str) -> str | None:
    """Return an employer's name without notes and signs; None for a masked name (`M...`) or none.

    Legal forms (Inc, GmbH) stay, as part of the name. `company_key` leaves them out.
    """
    name = LABEL.sub("", NOTE.sub(" ", SIGNS.sub("", text).strip()), count=1)
    name = ENDS.sub("", name)
    if quoted := QUOTED.fullmatch(name):
        name = quoted[1]
    if site := SITE.fullmatch(name):
        name = site[1]
    return None if MASKED.fullmatch(text.strip()) or _unnamed().fullmatch(name) else name or None


@cached_file
def _unnamed() -> re.Pattern[str]:
    """Return the pattern of a name that consists only of such words: `Stealth AI Startup`."""
    words = sorted((r.phrase for r in read_rules(NoName)), key=len, reverse=True)
    word = f"(?:{'|'.join(map(re.escape, words))})"
    return re.compile(rf"{word}(?:\W+{word})*", re.IGNORECASE)
