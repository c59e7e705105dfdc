import gc

import pytest
from scrapy.utils.test import get_crawler

from scrapers.extensions.gc_freeze import THRESHOLD, GcFreeze


@pytest.fixture
def sweeps():
    made = GcFreeze.from_crawler(get_crawler())
    made.spider_opened()
    yield made
    made.spider_closed()


def test_what_a_crawl_starts_with_is_left_out_of_sweeps(sweeps):
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold() == THRESHOLD


def test_what_a_crawl_leaves_behind_is_swept(sweeps):
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() > 0


def test_after_a_crawl_all_is_as_it_was():
    before = gc.get_threshold(), gc.get_freeze_count()
    made = GcFreeze()
    made.spider_opened()
    made.spider_closed()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
