"""Rows of an audit for tests."""

from pipeline.publish.audit.audit_row import AuditRow
from pipeline.tables.pay_choice import COUNTED, PayClaim


def paid_row(number, pay=100_000.0):
    """Return a row with sound pay a year, of an employer of its own."""
    return AuditRow(
        number=number,
        key=f"k{number}",
        posting_id=f"{number:016x}",
        source="a",
        title=f"Data Engineer {number}",
        employer=f"Firm {number}",
        role="Data Engineer",
        country="US",
        is_intern=False,
        status="ok",
        flags=(),
        text=f"${pay:,.0f} a year",
        reason="",
        currency="USD",
        period="year",
        stated=pay,
        sound=pay,
        duplicate_of="",
        issues=(),
        claim=PayClaim(f"{number:016x}", COUNTED, 1),
    )
