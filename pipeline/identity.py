"""The user agent that every site sees, with the user's contact."""

from pipeline.errors import UsageError
from pipeline.version import VERSION


def user_agent(contact: str) -> str:
    """Return name, version and the user's contact; raise UsageError without a contact.

    pipeline/config.py checks the form of the contact.
    """
    if not contact:
        raise UsageError(
            "contact: a live crawl tells every site who is asking: set contact in payband.toml "
            "or PAYBAND_CONTACT to your e-mail or web address"
        )
    return f"payband/{VERSION} (+{contact})"
