from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import Response

from scrapers.clock import ahead, wrong

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAYS_OLD = {"Date": "Mon, 23 Nov 2026 12:00:00 GMT", "Age": "172800"}


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"Date": "Wed, 25 Nov 2026 12:00:00 GMT"}, 0 * HOUR),
        ({"Date": "Tue, 24 Nov 2026 12:00:00 GMT"}, 24 * HOUR),
        ({"Date": "Thu, 26 Nov 2026 12:00:00 GMT"}, -24 * HOUR),
        (DAYS_OLD, 0 * HOUR),
        (DAYS_OLD | {"Age": "9" * 400}, 48 * HOUR),
        (DAYS_OLD | {"Age": "-1"}, 48 * HOUR),
        ({"Date": "Wed, 25 Nov 2026 12:00:00"}, 0 * HOUR),
        ({"Date": "yesterday"}, None),
        ({"Date": ""}, None),
        ({}, None),
    ],
)
def test_a_response_tells_how_far_ahead_our_clock_is(headers, found):
    assert ahead(Response("https://a.example", headers=headers), AT) == found


@pytest.mark.parametrize(
    ("hours", "says"),
    [(0, ""), (14, ""), (-12, ""), (16, "16 h ahead of"), (-25, "25 h behind")],
)
def test_only_what_no_time_zone_explains_is_a_wrong_clock(hours, says):
    said = wrong(hours * HOUR)
    assert says in said
    assert bool(said) is bool(says)
