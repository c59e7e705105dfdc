"""payband-mcp: `money.parse`, given a pay field as the region that it prefers."""

from paybench.reader import Pay, Read, Reader, decimal
from paybench.rows import Row

# its reader takes a place's name, and knows dollars of these three beside those of the US
PLACES = {"AU": "Australia", "CA": "Canada", "SG": "Singapore"}


def _load() -> Read:
    from payband_mcp import money  # noqa: PLC0415  # it may not be installed

    def read(row: Row) -> Pay | None:
        prefer = row.text if row.place == "field" else None
        found = money.parse(row.text, prefer=prefer, location=PLACES.get(row.country, ""))
        if found is None:
            return None
        ends = decimal(found["min"]), decimal(found["max"])
        return Pay(*ends, found["currency"], found["interval"], flagged=found["basis"] != "base")

    return read


PAYBAND_MCP = Reader(
    "payband-mcp", "payband-mcp", frozenset({"currency", "period", "flags"}), _load
)
