"""An audit of many rows keeps figures, not rows."""

import random
import tempfile
import tracemalloc

import pytest

from pipeline.operate.tables.audit import audit_table
from pipeline.publish.audit.moves import PayCells
from pipeline.publish.audit.repeats import CellPrints, RepeatCounts
from pipeline.publish.audit.suspects import JudgedRows
from pipeline.tables.first_numbers import FirstNumbers
from tests.pipeline.publish.audit.audit_rows import paid_row


def test_a_row_of_an_audit_takes_less_than_100_bytes():
    count = 20_000
    repeats, pay = RepeatCounts(NoPrints()), PayCells()
    with tempfile.TemporaryFile() as texts:
        judged = JudgedRows(texts)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(1, count + 1):
            row = paid_row(number)
            judged.add(row)
            pay.add(row, once=not repeats.add(row, ()))
        taken = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    assert taken / count < 100


class NoPrints(CellPrints):
    """Finds no row that repeats another."""

    def __init__(self):
        pass

    def first(self, number, _cells):
        return number, number


def test_the_first_number_of_each_digest():
    draw, found = random.Random(7), FirstNumbers()
    known: dict[int, int] = {}
    for number in range(1, 20_000):
        digest = draw.choice((draw.randrange(5_000), draw.randrange(5_000) << 50))
        assert found.first(digest, number) == known.setdefault(digest, number)
    assert len(known) > 5_000


def test_a_suspect_is_told_with_its_own_texts():
    with tempfile.TemporaryFile() as texts:
        judged = JudgedRows(texts)
        for number in range(1, 41):
            judged.add(paid_row(number, 1_000 if number == 33 else 100_000))
        (found,) = judged.suspects()
    assert (found.row, found.key, found.employer) == (33, "k33", "Firm 33")
    assert (found.amount, found.cell_median, found.cell_rows) == (1_000, 100_000, 40)


def test_pay_without_currency_or_country_moves_no_median(tmp_path):
    path = tmp_path / "jobs.csv"
    rows = [f'{n},Data Engineer,Firm {n},"{{}}",90000,110000\n' for n in range(7)]
    for place in ("", "Berlin, Germany; Paris, France"):
        text = "".join(rows).format(*[place] * 7)
        path.write_text("id,title,company,location,min_amount,max_amount\n" + text)
        assert audit_table(path).moves == []


@pytest.mark.parametrize("gap", [0, 100])
def test_rows_that_repeat_count_once_whatever_their_numbers(gap):
    pay = PayCells()
    for number in range(gap + 1, gap + 8):
        pay.add(paid_row(number), once=number != gap + 3)
    whole, role = pay.moves(frozenset({gap + 5}))
    assert (whole.rows_before, whole.rows_after, role.rows_after) == (7, 6, 6)
    assert whole.without_suspects == 100_000
