import csv
from pathlib import Path

import pytest

from pipeline.operate.crawls.boards import load_boards

SEED = Path(__file__).resolve().parents[3] / "shared" / "boards_seed.csv"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the list of boards seen alive is not beside this checkout"
)


def test_the_ai_companies_come_first():
    with SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = {(b.platform, b.token) for b in load_boards()}
    wanted = {
        (r["platform"], r["token"])
        for r in rows
        if r["ai_company"] == "yes" and r["platform"] in {b.platform for b in load_boards()}
    }
    assert len(listed & wanted) >= 0.95 * len(wanted)
    assert len(listed & {(r["platform"], r["token"]) for r in rows}) >= 300
