"""Row 32: no redirect, link, sitemap or robots.txt leads a crawl to the machine it runs on."""

import json
from functools import partial

import pytest

from tests.scrapers.conftest import TinySite
from tests.scrapers.faults.wire import Host

FORMS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "localhost",
    "169.254.169.254",
    "rebound.example",
    "inside.example",
]
DOORS = ["start", "redirect", "link", "robots", "sitemap"]


@pytest.fixture(scope="module")
def canary():
    """A server on this machine that nobody should ask."""
    host = Host("127.0.0.1", lambda ask: ask.reply('{"jobs": []}'), robots=True)
    yield host
    host.close()


def door(inside, ask):
    """Lead on to `inside`: by a redirect, a link, or a robots.txt that moved."""
    way = ask.path.strip("/").partition("-")[0]
    if ask.path == "/robots.txt" and "/robots-" in inside:
        ask.reply("", 302, Location=inside)
    elif ask.path == "/robots.txt":
        ask.reply("", 404)
    elif way == "redirect":
        ask.reply("", 302, Location=inside)
    elif way == "sitemap":
        names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        listed = f"<sitemap><loc>{inside}/jobs.xml</loc></sitemap>"
        ask.reply(f"<sitemapindex {names}>{listed}</sitemapindex>", kind="text/xml")
    else:
        ask.reply(json.dumps({"jobs": [], "next": [inside] if way == "link" else []}))


@pytest.fixture(scope="module")
def led(canary, tmp_path_factory, warm):
    folder = tmp_path_factory.mktemp("inside")
    port = canary.place.rpartition(":")[2]
    pages: dict[str, str] = {}
    hosts: list[Host] = []
    for number, form in enumerate(FORMS):
        for way in DOORS:
            inside = f"http://{form}:{port}/{way}-{number}"
            host = Host(f"127.0.3.{len(hosts) + 1}", partial(door, inside), robots=True)
            hosts.append(host)
            ending = ".xml" if way == "sitemap" else ""
            pages[f"{way}-{number}"] = f"http://{host.place}/{way}-{number}{ending}"
            if way == "start":
                pages[f"start-{number}"] = inside
    (folder / "sites.json").write_text(json.dumps(pages))
    site = TinySite(None, folder, warm)
    site.spider = "fault_spider.py"
    site.list_boards(*pages, platform="faulty")
    site.live(
        run="r1",
        PAYBAND_REACHABLE=",".join(host.place for host in hosts),
        CONCURRENT_REQUESTS=100,
        DOWNLOAD_TIMEOUT=5,
        environment={"PAYBAND_TEST_SITES": str(folder / "sites.json")},
    )
    yield site
    for host in hosts:
        host.close()


def test_nobody_asked_the_machine_itself(led, canary):
    assert canary.asked == {}


@pytest.mark.parametrize("way", DOORS)
@pytest.mark.parametrize("number", range(len(FORMS)), ids=FORMS)
def test_it_is_said_which_way_was_barred(way, number, led):
    rows = {row["board"]: row for row in led.rows("select * from crawl_run")}
    row = rows[f"{way}-{number}"]
    if way == "sitemap":  # it speaks for its own site only: others are passed over unasked
        assert row["state"] == "empty"
        return
    assert row["state"] == "failed"
    assert ": ssrf_blocked: " in row["message"]


def test_the_canary_can_be_asked(canary, led, tmp_path, warm):
    """Without this the silence above would prove nothing."""
    (tmp_path / "sites.json").write_text(json.dumps({"open": f"http://{canary.place}/open"}))
    site = TinySite(None, tmp_path, warm)
    site.spider = "fault_spider.py"
    site.list_boards("open", platform="faulty")
    where = {"PAYBAND_TEST_SITES": str(tmp_path / "sites.json")}
    site.live(run="r1", PAYBAND_REACHABLE=canary.place, environment=where)
    assert canary.asked["/open"] == 1
