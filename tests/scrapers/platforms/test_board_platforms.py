from importlib import import_module
from pkgutil import iter_modules

import pytest

from pipeline.operate.crawls.boards import Board
from scrapers import platforms
from scrapers.platforms.ashby.board import workplace
from scrapers.platforms.ashby.pay import pay_fields
from scrapers.platforms.greenhouse.board import unescaped
from scrapers.platforms.greenhouse.pay import whole_units
from scrapers.readers.json_text import UnreadableJsonError
from scrapers.sources import all_spiders
from scrapers.spiders.ashby import Ashby
from scrapers.spiders.greenhouse import Greenhouse
from scrapers.spiders.lever import Lever
from scrapers.spiders.lever_eu import LeverEu

BOARDS = [
    (
        Greenhouse,
        "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true&pay_transparency=true",
    ),
    (Ashby, "https://api.ashbyhq.com/posting-api/job-board/{}?includeCompensation=true"),
    (Lever, "https://api.lever.co/v0/postings/{}?mode=json&skip=0&limit=100"),
    (LeverEu, "https://api.eu.lever.co/v0/postings/{}?mode=json&skip=0&limit=100"),
]


@pytest.mark.parametrize(("kind", "address"), BOARDS)
@pytest.mark.parametrize(
    ("token", "quoted"), [("velmont", "velmont"), ("vel mont/é.x", "vel%20mont%2F%C3%A9.x")]
)
def test_a_boards_address(kind, address, token, quoted):
    request = kind().board_request(Board(kind.platform, token))
    assert request.url == address.format(quoted)
    assert any(request.url.startswith(f"https://{d}/") for d in kind.allowed_domains)


@pytest.mark.parametrize("source", ["greenhouse", "ashby"])
@pytest.mark.parametrize("body", ["<html>Sorry</html>", "{}", '{"jobs": null}', "", '{"jobs": ['])
def test_a_page_that_is_no_board_is_an_error(source, body, read):
    with pytest.raises(UnreadableJsonError):
        read(source, body, board="velmont")


@pytest.mark.parametrize("source", ["greenhouse", "ashby"])
def test_a_deep_record_ends_the_page_with_an_error_of_ours(source, read):
    with pytest.raises(UnreadableJsonError):
        read(source, '{"jobs": [' + "[" * 100_000, board="velmont")


@pytest.mark.parametrize(
    ("cents", "units"),
    [
        (7200, "72.00"),
        (7255, "72.55"),
        (10800000, "108000.00"),
        ("8150", "81.50"),
        (7200.0, "72.00"),
        (0, "0.00"),
        (1, "0.01"),
        (123456789012345678901, "1234567890123456789.01"),
        (None, ""),
        ("many", ""),
        ("", ""),
        (True, ""),
        ("NaN", ""),
        ("Infinity", ""),
    ],
)
def test_cents_are_divided_once_and_exactly(cents, units):
    assert whole_units(cents) == units


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("&lt;p&gt;R&amp;amp;D &amp;mdash; &amp;lt;3&lt;/p&gt;", "<p>R&amp;D &mdash; &lt;3</p>"),
        ("<p>R&amp;D</p>", "<p>R&amp;D</p>"),
        ("", ""),
    ],
)
def test_content_is_unescaped_once(content, html):
    assert unescaped(content) == html


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"workplaceType": "OnSite", "isRemote": True}, "OnSite"),
        ({"workplaceType": None, "isRemote": True}, "Remote"),
        ({"isRemote": True}, "Remote"),
        ({"workplaceType": None, "isRemote": False}, ""),
        ({"isRemote": None}, ""),
        ({}, ""),
    ],
)
def test_ashbys_workplace(record, said):
    assert workplace(record) == said


@pytest.mark.parametrize(
    ("summary", "tier", "title", "is_ote"),
    [
        ("OTE $1K – $2K", "OTE $1K – $2K • Offers Equity", None, True),
        ("$1K – $2K", "$1K – $2K • OTE $3K", None, False),
        (None, "On-target earnings $1K", "", True),
        ("$1K", "$1K", "Sales (OTE)", True),
        ("Target Base Salary $1K", "Target Base Salary $1K", None, False),
        ("PROTEIN $1K", "", None, False),
    ],
)
def test_on_target_earnings_are_told_by_the_nearest_words(summary, tier, title, is_ote):
    part = {"compensationType": "Salary", "summary": summary, "minValue": 1000}
    tiers = [{"title": title, "tierSummary": tier, "components": [part]}]
    (field,) = pay_fields({"compensation": {"compensationTiers": tiers}})
    assert field.is_ote is is_ote


MODULES = [
    import_module(f"{platforms.__name__}.{m.name}") for m in iter_modules(platforms.__path__)
]
JUDGED = [m for m in MODULES if hasattr(m, "READ") and hasattr(m, "KEPT")]


@pytest.mark.parametrize("module", JUDGED, ids=lambda m: m.__name__.rpartition(".")[2])
def test_no_key_of_a_record_is_in_two_sets(module):
    judged = [module.READ, module.KEPT, getattr(module, "IGNORED", frozenset())]
    assert len(frozenset().union(*judged)) == sum(map(len, judged))


def test_every_platform_judges_its_keys():
    assert {kind.name for kind in all_spiders().values() if not kind.known} == {"aijobs"}
