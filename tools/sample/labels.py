"""Return what a careful reader says of each posting of the sample."""

import csv

from tools.sample import ashby, greenhouse
from tools.sample.founding_crawls import FOLDER
from tools.sample.openings import Opening, employers, openings

PAY = ("salary_min", "salary_max", "salary_currency", "salary_period")
KEYS = {"greenhouse": greenhouse.key, "ashby": ashby.key}


def labels() -> list[dict[str, str]]:
    """Return the labels of the founding pages by column; "" where a label is not given."""
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def opening_labels() -> list[dict[str, str]]:
    """Return the labels of the openings: what openings.csv says of each, in the same columns."""
    return [_label(opening) for opening in openings()]


def _label(opening: Opening) -> dict[str, str]:
    employer = employers()[opening.board]
    return {
        "source": employer.platform,
        "source_key": KEYS[employer.platform](opening),
        "title": opening.title,
        "company": employer.company,
        "country": employer.country,
        "city": opening.place.partition(",")[0],
        "workplace": opening.workplace,
        "level": opening.level,
        "role": opening.role,
        "flags": opening.flags,
        "note": opening.note,
        **_pay(opening),
    }


def _pay(opening: Opening) -> dict[str, str]:
    """Return the labels of pay: the ends in order, and no lower end where it is 0."""
    if opening.pay is None:
        return dict.fromkeys(PAY, "") | {"salary_status": "absent"}
    low, high = sorted((opening.pay.low, opening.pay.high))
    return {
        "salary_min": "" if low == 0 < high else str(low),
        "salary_max": str(high),
        "salary_currency": opening.pay.currency,
        "salary_period": opening.pay.period,
        "salary_status": "flagged" if opening.flags else "ok",
    }
