"""Add exchange rates to the shipped ones: newer ones from the ECB, or the user's own."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.fx.ecb import check_steps, ecb_table
from pipeline.fx.fetch import fetch
from pipeline.fx.rate_table import RateTable, joined, shipped
from pipeline.fx.saved_rates import ECB_FILE, LARGEST, OWN_FILE, read_file, saved_rates
from pipeline.fx.user_rates import user_rates
from pipeline.identity import user_agent

# https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
ECB = "https://www.ecb.europa.eu/stats/eurofxref/"
RECENT, WHOLE = "eurofxref-hist-90d.xml", "eurofxref-hist.xml"
_RECENT_DAYS = timedelta(days=80)


@dataclass(frozen=True, slots=True)
class RatesAdded:
    """What was added: the file, how many days (or rates) are new or changed, the last ISO day."""

    file: Path
    count: int
    until: str


def update_rates(folder: Path, contact: str, today: date, address: str = ECB) -> RatesAdded:
    """Download the ECB's rates since the end of the shipped table, and save them in a folder.

    Requests the last 90 days, or the whole history if more are missing. Raises PaybandError if
    the file cannot be downloaded or is invalid (see `ecb_table`); the saved rates then stay
    unchanged.
    """
    agent = user_agent(contact)
    target = folder / ECB_FILE
    with replacing(target) as file:
        before = saved_rates(folder).added
        known = joined(shipped(), before)
        name = RECENT if _is_recent(known, today) else WHOLE
        found = ecb_table(fetch(address + name, agent=agent, largest=LARGEST), name, today)
        check_steps(name, known, found)
        added = joined(before, found, after=max(shipped().lines))
        file.write(added.text.encode())
    fresh = [day for day, line in added.lines.items() if day not in before.lines]
    return RatesAdded(target, len(fresh), max(joined(known, added).lines))


def load_rates(folder: Path, source: Path, today: date, *, anew: bool = False) -> RatesAdded:
    """Save the user's own rates from a CSV (see `user_rates`). `anew` drops those saved before.

    Raises InputError naming file, row and field; the saved rates then stay unchanged.
    """
    target = folder / OWN_FILE
    loaded = user_rates(read_file(source), str(source), today)
    with replacing(target) as file:
        kept = loaded if anew else saved_rates(folder).own | loaded
        file.write(kept.text.encode())
    return RatesAdded(target, len(loaded.rates), max(day for day, _ in kept.rates))


def _is_recent(known: RateTable, today: date) -> bool:
    return today - date.fromisoformat(max(known.lines)) <= _RECENT_DAYS
