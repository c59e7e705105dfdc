"""Who asks: the one identity every site sees."""

from pipeline.errors import UsageError
from pipeline.version import VERSION


def user_agent(contact: str) -> str:
    """Return name, version and the user's contact; raise UsageError without a contact.

    What a contact may be is checked where settings are read: pipeline/config.py.
    """
    if not contact:
        raise UsageError(
            "contact: a live crawl tells every site who is asking: set contact in payband.toml "
            "or PAYBAND_CONTACT to an e-mail or web address of yours"
        )
    return f"payband/{VERSION} (+{contact})"
