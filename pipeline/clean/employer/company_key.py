"""Compute the key by which employers are compared: of the name, or the one it is an alias of."""

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.employer.name_key import name_key


def company_key(name: str, aliases: Aliases = SHIPPED) -> str:
    """Return the key of an employer: the same for all its names, empty for no name.

    The key has no case, accents, spaces, punctuation, legal form and `The`: `OpenAI, Inc.` and
    the board token `openai` are both `openai`. Names that differ otherwise (`Acme`, `Acme Labs`)
    are two employers, unless one is an alias of the other.
    """
    return aliases.employer(name_key(name))
