import pytest

from pipeline.operate.crawls.boards import Board
from scrapers.plan import Plan
from scrapers.sources import all_spiders

SPIDERS = all_spiders()
ADDRESSES = [
    ("bamboohr", "acme", "https://acme.bamboohr.com/careers/list"),
    ("breezy", "acme", "https://acme.breezy.hr/json"),
    ("personio", "acme", "https://acme.jobs.personio.com/xml?language=en"),
    ("personio", "acme.jobs.personio.de", "https://acme.jobs.personio.de/xml?language=en"),
    ("pinpoint", "acme", "https://acme.pinpointhq.com/postings.json"),
    ("recruitee", "acme", "https://acme.recruitee.com/api/offers/"),
    ("recruitee", "careers.acme.example", "https://careers.acme.example/api/offers/"),
    ("rippling", "acme", "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs"),
    (
        "smartrecruiters",
        "AcmeGroup",
        "https://api.smartrecruiters.com/v1/companies/AcmeGroup/postings?limit=100&offset=0",
    ),
    ("teamtailor", "career.acme.example", "https://career.acme.example/jobs.json"),
    (
        "workday",
        "acme.wd5.External_Careers",
        "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/External_Careers/jobs",
    ),
    (
        "workable",
        "acme é",
        "https://apply.workable.com/api/v1/widget/accounts/acme%20%C3%A9?details=true",
    ),
]


@pytest.mark.parametrize(("source", "token", "address"), ADDRESSES)
def test_a_boards_listing_is_asked_for_on_a_host_the_crawl_may_visit(source, token, address):
    spider = SPIDERS[source]()
    board = Board(source, token)
    spider.settle(Plan(boards=(board,)))
    url = spider.board_request(board).url
    assert url == address
    assert any(url.startswith(f"https://{host}/") for host in spider.allowed_domains)


def test_a_crawl_stays_on_the_hosts_of_its_boards():
    spider = SPIDERS["recruitee"]()
    spider.settle(Plan(boards=(Board("recruitee", "b"), Board("recruitee", "jobs.a.example"))))
    assert spider.allowed_domains == ["b.recruitee.com", "jobs.a.example"]
    assert SPIDERS["recruitee"].allowed_domains == []
