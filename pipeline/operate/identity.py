"""Who asks: the one identity every site sees."""

from pipeline.errors import UsageError
from pipeline.version import VERSION


def user_agent(contact: str) -> str:
    """Return name, version and the user's contact; raise UsageError without a contact."""
    if not ("@" in contact or "://" in contact):
        raise UsageError(
            "whoever is asked is told whom to write to: set contact (an e-mail or web "
            "address) in payband.toml, or PAYBAND_CONTACT"
        )
    if not (contact.isascii() and contact.isprintable()):
        raise UsageError(f"contact: {contact!r} can't stand in a header")
    return f"payband/{VERSION} (+{contact})"
