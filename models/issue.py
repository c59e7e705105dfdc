"""Issue: one coded issue with one posting."""

from dataclasses import dataclass

from models.record import column


@dataclass(slots=True, kw_only=True)
class Issue:
    """One issue with one posting. Each issue has a code, so that issues can be counted."""

    posting_id: str = column("Id of the posting.", key=True)
    n: int = column("Number of the issue within the posting, from 0.", key=True)
    run_id: str | None = column("Run that collected the posting.", default=None)
    code: str = column("Code of the issue, one of those in issues.csv.")
    severity: str = column("Severity: info, warning or error.")
    field: str = column("Column that the issue is about.")
    raw_value: str | None = column("Value as found.", default=None)
    detail: str | None = column("More about this case.", default=None)
