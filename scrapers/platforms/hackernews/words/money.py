"""Find pay in a piece of a "Who is hiring?" comment."""

import re

CURRENCIES = (
    r"(?:USD|EUR|GBP|CAD|AUD|NZD|CHF|SGD|INR|PLN|SEK|NOK|DKK|JPY|BRL|CZK|HUF|RON|ISK|ILS|ZAR"
    r"|MXN|LPA"
    r"|HKD|TWD|KRW|CNY|RMB|COP|CLP|ARS|PEN|BGN|UAH|AED|SAR|EGP|NGN|KES|PHP|IDR|MYR|THB|VND|RSD|PKR"
    r"|Rs)"
)
_WORDS = (
    r"(?:\u20ac|[tk]\u20ac|[tk]eur\b|euros?|dollars|kronor|kroner|t?kr\b\.?|zł|reais|rupees"
    r"|yen|francs|Ft\b|Kč)"
)
_SIGN = r"(?:\b(?:US|CA?|AU?|NZ|S|HK|R)\$|[$€£₹¥₪₩₺₫₱]|\bR(?=\s?\d{2,3}[ ,.]?\d{3})|\b(?:kr|zł)\b)"
_AMOUNT = r"\d[\d.,]{0,12}(?:[ \u00a0\u202f]\d{3}){0,2}\s?k?\s?"
_TO = r"(?:-|\u2013|\u2014|\u301c|\uff5e|~|to|bis|à)\s?"
_TENS = r"\d[\d.,]{0,8}\s?[\u4e07\ub9cc]\s?[\u5186\uc6d0\u5143]?\s?"
PAY = re.compile(
    rf"(?:{_TENS}{_TO})?{_TENS}|{_SIGN}\s?\d|\b{CURRENCIES}[ $]{{0,2}}\d"
    rf"|(?<![\w.,])(?:{_AMOUNT}{_TO})?{_AMOUNT}(?:[$€£₹¥₪]|{CURRENCIES}\b|{_WORDS})"
    r"|\b\d{2,3}\s?k?\s?(?:-|\u2013|\u2014|to)\s?\d{2,3}\s?k\b|\b\d{2,3}k\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:from|ab|desde|vanaf|fr\u00e5n|fra|a partir de|\u00e0 partir de"
    r"|start(?:ing|s)? (?:at|from)|at least|up to|max(?:imum)?|min(?:imum|d\.|\.)?|ote|base"
    r"|mindestens|\u5e74\u53ce|\u6708\u53ce|\u6708\u7d66|\u6642\u7d66|\uc5f0\ubd09|minst"
    r"|minimaal|au moins|almeno|m\u00ednimo)[\s:]*$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?<!\w)(?:(?:L|IC|E|T)[- ]?\d|level \d|(?:entry|mid|intermediate)(?:[- ]level)?|junior|jr\.?"
    r"|senior|sr\.?|staff|principal|lead|graduate|associate)\W{0,3}$",
    re.IGNORECASE,
)
"""The level for which the first of several pays is: `L3: $120k, L4: $150k`."""
# Other money: an amount that a company raised, earns or is worth.
_FUNDS = re.compile(
    r"(?<!\w)\d[\d.,]*\s?(?:mm?|bn?|million|billion)\b"
    r"|\b(?:raised|series|seed|funding|funded|arr|revenue|backed)\b",
    re.IGNORECASE,
)
# Millions as a range, or of a currency of small units, are pay: no fund is stated so.
_MILLIONS = re.compile(
    r"\d[\d.,]{0,12}\s?[km]?\s?(?:-|\u2013|\u2014|to)\s?[^\w\s]?\s?\d[\d.,]{0,12}\s?m\b"
    r"|(?:[¥₩₫₱]|\b(?:JPY|KRW|COP|CLP|ARS|HUF|IDR|VND|NGN))\s?\d[\d.,]{0,6}\s?m\b",
    re.IGNORECASE,
)


def names_funds(text: str) -> bool:
    """Return whether a text tells what a company raised, earns or is worth."""
    return bool(_FUNDS.search(_MILLIONS.sub("", text)))


def without_lead(text: str) -> str:
    """Return a text before pay without the word that says which end it is: `Analyst, up to`."""
    return _LEADING.sub("", text)


def pay_in(text: str) -> str:
    """Return the text from the first pay up to the bracket that encloses it; "" without pay.

    A word before it that says which end it is (`from`, `up to`) belongs to it.
    """
    found = PAY.search(text)
    if found is None or names_funds(text):
        return ""
    front = text[: found.start()]
    led = _LEVEL.search(front) if len(PAY.findall(text)) > 1 else None
    led = led or _LEADING.search(front)
    rest = text[led.start() if led else found.start() :]
    closing = rest.find(")")
    return rest[:closing] if closing >= 0 and "(" not in rest[:closing] else rest


def bare_pay(text: str) -> str:
    """Return the pay of a text as `pay_in` does, without the signs around it."""
    return pay_in(text).strip(" .,;")
