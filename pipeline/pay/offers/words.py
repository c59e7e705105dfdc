"""What single words and marks say of the pay that they lead to."""

from collections.abc import Sequence

from pipeline.pay.grammar.third_parties import is_earned_here, is_subject
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token

_SHORT = 3  # letters of `the`, `für`, `et`
_STARTS = frozenset({":", "(", "|", "•", "*", "="})
_VERBS = frozenset({"paying", "pays", "paid"})
_ENDS = (" on", " at")  # of `we'll start you on`


def is_pay_name(token: Token) -> bool:
    """Return whether a word names pay."""
    if token.has("pay") or token.has("kind"):
        return True
    return token.how("period") == "before" and len(token.text) > 1


def is_verb_of_pay(token: Token) -> bool:
    """Return whether a word of pay is a verb that its amount follows: `clinics paying $799`."""
    return token.text in _VERBS or token.has("earning") or token.text.endswith(_ENDS)


def is_this_job(token: Token) -> bool:
    """Return whether a word names this job by itself."""
    return token.how("ours") == "strong" or token.how("offer") == "strong"


def is_of_others(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word says that what follows is others'.

    So does the possessive of several: `partners' pay`.
    """
    token = tokens[at]
    if token.has("others") and token.how("others") != "weak":
        return True
    owned = token.text == "'" and at > 0 and tokens[at - 1].text.endswith("s")
    return owned and tokens[at - 1].end == token.start and token.end < tokens[at + 1].start


def is_word(token: Token) -> bool:
    """Return whether a word may say that the pay is of something else."""
    if token.how("noise") == "strong" and not token.has("trade"):
        return True
    if not token.unknown or token.has("offer") or token.has("besides"):
        return False
    return len(token.text) > _SHORT and not is_job_word(token.text)


def is_ours(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word points at this job or its applicant."""
    token = tokens[at]
    if is_earned_here(tokens, at):
        return True
    if not token.has("ours") or token.has("pay"):
        return False
    return token.how("ours") != "weak" or is_subject(tokens, at)


def is_money(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token is the currency or the scale of a figure beside it."""
    if not (tokens[at].has("currency") or tokens[at].has("scale")):
        return False
    return any(token.figure for token in tokens[max(at - 1, 0) : at + 2])


def parts_clauses(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a clause begins after a token: a mark, or other money."""
    token = tokens[at]
    return token.ends or token.text in _STARTS or is_money(tokens, at)
