import time

import pytest
from scrapy.http import XmlResponse

from pipeline.errors import UsageError
from scrapers.platforms.schema_org.link_pattern import LONGEST, LinkPattern, SlowPatternError
from scrapers.platforms.schema_org.sitemap import read_sitemap

SLOW = r"/(a|aa)+$"
ADDRESS = f"https://acme.example/{'a' * 60}b"


@pytest.mark.parametrize(
    ("pattern", "address", "found"),
    [
        (r"/jobs/(\d+|page-\d+)$", "https://acme.example/jobs/7", True),
        (r"/jobs/\d+$", "https://acme.example/jobs/7/apply", False),
        (r"(?i)/JOBS/", "https://acme.example/jobs/7", True),
        ("", "https://acme.example/jobs/7", False),
    ],
)
def test_a_pattern_finds_addresses(pattern, address, found):
    assert LinkPattern(pattern).matches(address) is found


@pytest.mark.parametrize("pattern", ["(", "*", "(?P<a", "a{9999999999999999999}"])
def test_what_is_no_pattern_is_the_users_to_mend(pattern):
    with pytest.raises(UsageError, match="is not a regular expression"):
        LinkPattern(pattern)


def test_a_pattern_that_takes_too_long_is_given_up():
    begun = time.process_time()
    with pytest.raises(SlowPatternError, match=r"takes longer than 0\.5 s on https"):
        LinkPattern(SLOW).matches(ADDRESS)
    assert time.process_time() - begun < 10 * LONGEST


def test_so_is_one_for_a_sitemap():
    body = f"<urlset><url><loc>{ADDRESS}</loc></url></urlset>".encode()
    page = XmlResponse("https://acme.example/sitemap.xml", body=body)
    with pytest.raises(ValueError, match="takes longer"):
        read_sitemap(page, LinkPattern(SLOW))
