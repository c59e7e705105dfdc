"""Give freed memory back to the system."""

import ctypes
import gc

MANY = 100_000
"""Jobs from which a report gives memory back: of fewer it is less than 20 MB."""


def give_back(jobs: int) -> None:
    """Give the memory of freed frames back to the system, where the C library can (glibc).

    It keeps freed blocks below 32 MB otherwise. Of a report of a million jobs that is 170 MB.
    Cycles of objects are freed first: their search is rare meanwhile. It looks at all that the
    process holds, and takes longer than a report of few `jobs`: it is left out for these.
    """
    if jobs < MANY:
        return
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, or Windows
        return
    trim(0)
