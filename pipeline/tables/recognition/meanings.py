"""Groups of what columns can mean."""

from pipeline.rules.rows.tables import Meaning

AMOUNTS = frozenset({Meaning.SALARY_MIN, Meaning.SALARY_MAX, Meaning.SALARY_AMOUNT})
PAY = AMOUNTS | {Meaning.SALARY, Meaning.CURRENCY, Meaning.PERIOD}
"""Meanings in which a name may also state a currency, a period or thousands."""
