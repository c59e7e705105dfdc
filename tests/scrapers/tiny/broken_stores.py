"""Stores that fail, each at another point. PAYBAND_TEST_FAILS says when a call begins to."""

import os

from pipeline.errors import StoreError
from pipeline.store.postings.raw import RawStore


class Failing(RawStore):
    calls = 0

    def put(self, postings):
        Failing.calls += 1
        if Failing.calls > int(os.environ["PAYBAND_TEST_FAILS"]):
            raise StoreError("the disk is full")
        return super().put(postings)


class Unopened:
    def __init__(self, *_where):
        raise StoreError("the database is locked")


class Forgetful(RawStore):
    def put(self, postings):
        return super().put(postings[:-1])


class NoRows(RawStore):
    def board(self, *_rows):
        raise StoreError("the table is gone")


class NoQuarantine(RawStore):
    def quarantine(self, *_rows):
        raise StoreError("the table is gone")
