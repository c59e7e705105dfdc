from decimal import Decimal

import pytest

from paybench.measures import MEASURES, Share, read_all, right, share
from paybench.reader import Pay, Reader
from paybench.rows import row_of

ALL = frozenset({"currency", "period", "flags"})
SOUND = {"min": "40000", "max": "45000", "currency": "GBP", "period": "year"}
NONE = dict.fromkeys(SOUND, "")
RIGHT = Pay(Decimal(40000), Decimal(45000), "GBP", "year")


def row(label=SOUND, **changes):
    own = {"id": "1", "text": "t", "country": "GB", "place": "field", "bogus": "", "batch": "b"}
    return row_of({**own, "split": "test", "form": "", **label, **changes}, "here")


def shares(given, pay, tells=ALL):
    return {m.name: s for m in MEASURES for s in [share(m, [(given, pay)], tells)] if s.whole}


def parts(given, pay, tells=ALL):
    return {name: s.part for name, s in shares(given, pay, tells).items()}


@pytest.mark.parametrize(
    ("pay", "exact", "ends", "flags", "wrong"),
    [
        (RIGHT, 1, 1, 0, 0),
        (None, 0, 0, 0, 0),
        (Pay(Decimal(40000), Decimal(45000), "GBP", "month"), 0, 1, 0, 1),
        (Pay(Decimal(40000), Decimal(45000), "EUR", "year"), 0, 1, 0, 1),
        (Pay(Decimal(40000), None, "GBP", "year"), 0, 0, 0, 1),
        (Pay(Decimal(40000), Decimal(45000), "GBP", "year", flagged=True), 0, 1, 1, 0),
    ],
)
def test_sound_pay_is_exact_or_has_its_ends_or_is_wrong(pay, exact, ends, flags, wrong):
    assert parts(row(), pay) == {
        "fields_exact": exact,
        "fields_ends": ends,
        "false_flags": flags,
        "wrong_unflagged": wrong,
    }


def test_prose_has_measures_of_its_own():
    assert set(shares(row(place="prose"), RIGHT)) == {
        *("prose_exact", "prose_ends", "false_flags", "wrong_unflagged"),
    }


@pytest.mark.parametrize(
    ("pay", "flagged", "kept_out", "wrong"),
    [
        (RIGHT, 0, 0, 1),
        (None, 0, 1, 0),
        (Pay(Decimal(40000), Decimal(45000), flagged=True), 1, 1, 0),
    ],
)
def test_bogus_pay_is_to_be_flagged(pay, flagged, kept_out, wrong):
    assert parts(row(bogus="yes"), pay) == {
        "bogus_flagged": flagged,
        "bogus_kept_out": kept_out,
        "wrong_unflagged": wrong,
    }


@pytest.mark.parametrize(("pay", "abstains", "wrong"), [(RIGHT, 0, 1), (None, 1, 0)])
def test_where_no_pay_is_stated_nothing_is_to_be_read(pay, abstains, wrong):
    assert parts(row(NONE), pay) == {"abstains": abstains, "wrong_unflagged": wrong}


def test_what_a_reader_does_not_tell_makes_it_not_wrong():
    pay = Pay(Decimal(40000), Decimal(45000))

    assert parts(row(), pay, frozenset())["wrong_unflagged"] == 0
    assert parts(row(), pay, frozenset({"period"}))["wrong_unflagged"] == 1


def test_a_row_is_right_as_far_as_the_reader_tells():
    ends, told = Pay(Decimal(40000), Decimal(45000)), frozenset({"currency", "period"})

    assert right(row(), ends, frozenset())
    assert not right(row(), ends, told)
    assert right(row(), RIGHT, told)
    assert right(row(bogus="yes"), None, told)
    assert not right(row(bogus="yes"), None, ALL)
    assert right(row(NONE), None, told)
    assert not right(row(NONE), ends, frozenset())


def test_the_interval_is_wilsons():
    # Brown, Cai and DasGupta's formula, worked by hand for 9 of 10
    low, high = Share(9, 10).interval

    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(10, 10).interval[1] == 1.0


def test_a_reader_of_others_that_raises_reads_nothing_and_one_of_our_own_fails():
    def read(_row):
        raise AttributeError

    assert read_all(Reader("theirs", "package", ALL, lambda: read), [row()]) == [(row(), None)]
    with pytest.raises(AttributeError):
        read_all(Reader("ours", "", ALL, lambda: read), [row()])
