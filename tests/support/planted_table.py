"""A table of invented postings with known faults of pay: 5% of its rows for each kind."""

import csv
import random

ROWS = 2_000
SHARE = 0.05
PLACES = {
    # place: currency, usual pay of a year
    "Austin, TX": ("USD", 150_000),
    "Leeds, United Kingdom": ("GBP", 62_000),
    "Hamburg, Germany": ("EUR", 70_000),
}
ROLES = {
    "Data Scientist": 1.0,
    "Machine Learning Engineer": 1.15,
    "Data Engineer": 1.0,
    "Data Analyst": 0.8,
}
SPREAD = 0.2
"""Standard deviation of log pay within a role and place."""
MONTHLY, HOURLY, SCALED, FILLER, SWAPPED, ON_TARGET = FAULTS = (
    *("monthly as yearly", "hourly as yearly", "times 1,000"),
    *("placeholder", "swapped ends", "OTE as base"),
)
COLUMNS = ("id", "title", "company", "location", "salary_min", "salary_max", "currency",
           "interval", "salary_kind", "fault")  # fmt: skip


def planted_table(path, seed=7):
    """Write the table as CSV; return the fault of each row by its id, empty for a good row."""
    chance = random.Random(seed)
    each = int(ROWS * SHARE)
    faults = [fault for fault in FAULTS for _ in range(each)]
    faults += [""] * (ROWS - len(faults))
    chance.shuffle(faults)
    rows = [_row(n, fault, chance) for n, fault in enumerate(faults)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS[:-1])
        writer.writerows(rows)
    return {f"p{n}": fault for n, fault in enumerate(faults)}


def _row(n, fault, chance):
    place = chance.choice([*PLACES])
    role = chance.choice([*ROLES])
    currency, usual = PLACES[place]
    middle = usual * ROLES[role] * chance.lognormvariate(0, SPREAD)
    low, high = _faulty(fault, 0.9 * middle, 1.1 * middle)
    kind = "OTE" if fault == ON_TARGET else ""
    title = f"{role}, {chance.choice('ABCDEFGH')}{n}"  # each row another opening
    return (f"p{n}", title, f"Firm {n}", place, low, high, currency, "yearly", kind)


def _faulty(fault, low, high):
    if fault == FILLER:
        return (111_111, 111_111)
    divisor = {MONTHLY: 12, HOURLY: 2_080, SCALED: 0.001, ON_TARGET: 0.625}.get(fault, 1)
    ends = [round(end / divisor, 0 if divisor != 2_080 else 2) for end in (low, high)]
    return tuple(reversed(ends)) if fault == SWAPPED else tuple(ends)
