"""The courses of two texts, in whichever order they are compared."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.dedupe.sketches.course import DTYPE, swapped_words

RUNS = st.lists(st.integers(0, 12), max_size=40)


def course(runs):
    return np.array(runs, dtype=DTYPE).tobytes()


# the runs 1 and 2 come twice in the second text
@example([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 9, 9, 9, 9, 9, 3, 4, 5, 6, 7, 8, 1, 2])
@given(RUNS, RUNS)
def test_two_courses_swap_as_many_words_in_either_order(one, other):
    a, b = course(one), course(other)
    assert swapped_words(a, b, 90) == swapped_words(b, a, 90)
