"""Write the description of an opening from the phrases of its role and its employer's sentences."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from random import Random

from tools.sample.openings import Employer, Opening, Pay, employers, rows

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
YEARS = "At least {} years of experience in this work"
PROSE = "The base salary for this position is {} to {} gross per {}."
TASKS, NEEDS = 4, 3


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of a description, in order; `pay` is "" where the prose states none."""

    business: str
    team: str
    tasks: tuple[str, ...]
    needs: tuple[str, ...]
    offer: str
    pay: str


def described(opening: Opening, crawl: int) -> Description:
    """Return the description in a crawl (1 to 3); the same words for a copy as for its original."""
    board = opening.text_of.partition("/")[0]
    employer = employers()[board]
    chance = chance_of(opening.text_of)
    years = (YEARS.format(opening.years),) if opening.years else ()
    tasks = tuple(chance.sample(phrases(opening.role, "do"), TASKS))
    needs = (*years, *chance.sample(phrases(opening.role, "need"), NEEDS))
    pay = opening.pay_in(crawl)
    told = in_words(pay) if pay and opening.form == "prose" else ""
    return Description(employer.business, employer.team, tasks, needs, _offer(employer), told)


def as_html(text: Description, heading: str, titles: tuple[str, str]) -> str:
    """Return a description as HTML; `heading` is the tag of its two `titles`."""
    tasks, needs = (
        f"<{heading}>{title}</{heading}><ul>{''.join(f'<li>{line}</li>' for line in part)}</ul>"
        for title, part in zip(titles, (text.tasks, text.needs), strict=True)
    )
    pay = f"<p>{text.pay}</p>" if text.pay else ""
    return f"<p>{text.business}</p><p>{text.team}</p>{tasks}{needs}{pay}<p>{text.offer}</p>"


def chance_of(name: str) -> Random:
    """Return a source of choices that depends on the name alone."""
    return Random(sha256(name.encode()).digest())  # noqa: S311  # choices of phrases, not keys


@cache
def phrases(role: str, part: str) -> tuple[str, ...]:
    """Return the phrases of phrases.csv for a role; `part` is do or need."""
    found = rows("phrases.csv")
    return tuple(row["text"] for row in found if (row["role"], row["part"]) == (role, part))


def in_words(pay: Pay) -> str:
    """Return the sentence that states the pay."""
    low, high = (money(end, pay.currency) for end in (pay.low, pay.high))
    return PROSE.format(low, high, pay.period)


def money(amount: int, currency: str) -> str:
    """Return an amount with its sign, or the code of a currency that has none here."""
    sign = SIGNS.get(currency)
    return f"{sign}{amount:,}" if sign else f"{currency} {amount:,}"


def _offer(employer: Employer) -> str:
    return f"What {employer.company} offers: {employer.offer}"
