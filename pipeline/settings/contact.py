"""The contact that every site is sent: an e-mail or web address."""

import re

from pipeline.errors import UsageError

NO_CONTACT = "is neither an e-mail address nor a web address (https://...)"
# It is sent in an HTTP header: one word, without control characters.
_CONTACT = re.compile(r"[!-~]+@[!-~]+|https?://[!-~]+")


def check_contact(text: str) -> None:
    """Raise UsageError for a text that can't be a contact."""
    if not is_contact(text) or '"' in text or "\\" in text:
        raise UsageError(f"contact: {text!r} {NO_CONTACT}")


def is_contact(text: str) -> bool:
    """Return whether a text is an e-mail or web address that an HTTP header can hold."""
    return text.isascii() and _CONTACT.fullmatch(text) is not None
