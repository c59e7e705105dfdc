"""Put the cells of a row into the texts of a raw posting: place, workplace, days, description."""

import html
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from models.value_text import JOINER
from pipeline.clean.dates.day import read_day
from pipeline.clean.dates.order import DayOrder
from pipeline.clean.place.stated import UNSURE, country_codes
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.markdown import is_markdown, markdown_to_html
from pipeline.tables.recognition.present import yes_or_no
from pipeline.text.fold import fold

Cells = Mapping[Meaning, str]

RATING = re.compile(r"\s*\n\s*[0-5](?:[.,]\d)?\s*$")
"""The employer's rating that Glassdoor puts below its name."""
EXCEL_DAY = re.compile(r"([34]\d{4}|5[0-4]\d{3})(?:\.\d+)?")
"""Days since 1899-12-30, as a spreadsheet keeps them: 1982 to 2050."""
EXCEL_BEGINS = date(1899, 12, 30)
WORKPLACES = {"0": "on site", "50": "hybrid", "100": "remote"}
"""Remote ratio in percent."""
QUOTED_LIST = re.compile(r"\[\s*['\"].*['\"]\s*\]", re.DOTALL)


def employer(cells: Cells) -> str:
    """Return the employer's name without a rating."""
    return RATING.sub("", cells.get(Meaning.COMPANY, ""))


def place(cells: Cells) -> tuple[str, str]:
    """Return the place and the codes of its country, joined by `; `.

    City and region make the place where the table has no place. A country that is no code is
    added to the place, unless the place names it.
    """
    country = cells.get(Meaning.COUNTRY, "") or cells.get(Meaning.EMPLOYER_COUNTRY, "")
    located = cells.get(Meaning.LOCATION, "")
    if not located.strip():
        parts = (cells.get(Meaning.CITY, ""), cells.get(Meaning.REGION, ""))
        located = ", ".join(part.strip() for part in parts if part.strip())
    country = country.strip()
    if codes := country_codes(country):
        return located, JOINER.join(codes)
    if not country or fold(country) in fold(located):
        return located, ""
    return ", ".join(filter(None, (located.strip(), country))), ""


def stated_country(cells: Cells) -> str:
    """Return the codes of the country that a row states, joined by `; `; empty where none does.

    A column of the employer's country states nothing of the job. NA may be a missing value.
    """
    cell = cells.get(Meaning.COUNTRY, "").strip()
    return "" if cell == UNSURE else JOINER.join(country_codes(cell))


def workplace(cells: Cells) -> str:
    """Return the workplace's word: its own column first, then what says whether it is remote."""
    if word := cells.get(Meaning.WORKPLACE, ""):
        return word
    remote = cells.get(Meaning.REMOTE, "")
    if remote and (answer := yes_or_no(remote)) is not None:
        return "remote" if answer else ""
    ratio = cells.get(Meaning.REMOTE_RATIO, "").strip().removesuffix(".0")
    return remote or WORKPLACES.get(ratio, "")


def day(cell: str) -> str:
    """Return a date as text; a spreadsheet's number of a day becomes ISO 8601."""
    if match := EXCEL_DAY.fullmatch(cell.strip()):
        return (EXCEL_BEGINS + timedelta(days=int(match[1]))).isoformat()
    return cell


def collected(cell: str, order: DayOrder | None = None) -> str:
    """Return a time of collection as ISO 8601; empty if it can't be read.

    `order` is that of a day like 02/09/2026.
    """
    text = cell.strip()
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        found = read_day(day(text), None, order)
        return found.isoformat() if found else ""


def description(cells: Cells) -> str:
    """Return the description as HTML, with skills and years of experience of their own columns."""
    source = cells.get(Meaning.DESCRIPTION_HTML, "")
    if plain := cells.get(Meaning.DESCRIPTION, ""):
        source = markdown_to_html(plain) if is_markdown(plain) else _escaped(plain)
    stated = [f"<p>{_escaped(line)}</p>" for line in _stated(cells)]
    return "\n".join(filter(None, (source, *stated)))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def _stated(cells: Cells) -> list[str]:
    """Return what columns of their own say about requirements, in a sentence each."""
    said = []
    if skills := cells.get(Meaning.SKILLS, "").strip():
        said.append(f"Skills: {_unquoted(skills)}")
    low = cells.get(Meaning.EXPERIENCE_MIN, "").strip().removesuffix(".0")
    high = cells.get(Meaning.EXPERIENCE_MAX, "").strip().removesuffix(".0")
    experience = cells.get(Meaning.EXPERIENCE, "").strip()
    if low.isdecimal() or high.isdecimal():
        experience = f"{low}-{high} years" if low and high else f"{low}+ years" if low else ""
    if experience:
        years = "years of experience" if experience.isdecimal() else "experience"
        said.append(f"Requirements: {experience} {years}")
    return said


def _unquoted(skills: str) -> str:
    """Return a list of words that was written as a list of Python or JSON, as plain words."""
    return re.sub(r"[\[\]'\"]", "", skills) if QUOTED_LIST.fullmatch(skills) else skills
