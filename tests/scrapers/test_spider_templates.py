from pathlib import Path
from string import Template

import pytest
from scrapy.http import JsonResponse

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers import settings
from scrapers.base import BaseJobSpider

TEMPLATES = sorted(Path(settings.TEMPLATES_DIR, "spiders").glob("*.tmpl"))
WORDS = {
    "name": "acme",
    "classname": "AcmeSpider",
    "domain": "jobs.acme.example",
    "url": "https://jobs.acme.example",
}


def spider(path):
    space: dict[str, type[BaseJobSpider]] = {}
    code = compile(Template(path.read_text()).substitute(WORDS), path.name, "exec")
    exec(code, space)  # noqa: S102  # the template is ours
    return space["AcmeSpider"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_makes_a_spider(path):
    made = spider(path)
    assert issubclass(made, BaseJobSpider)
    assert made.name == "acme"
    assert made.allowed_domains == ["jobs.acme.example"]
    assert len(path.read_text().splitlines()) <= 35


def test_the_board_template_reads_a_listing():
    made = spider(TEMPLATES[1])()
    board = Board("acme", "zeta", "Zeta Ltd", "GB")
    request = made.board_request(board)
    assert request.url == "https://jobs.acme.example/zeta"
    body = b'{"jobs": [{"id": 7, "url": "https://z.example/7", "title": "Engineer"}, {"id": 8}]}'
    response = JsonResponse(request.url, body=body, request=request.replace(meta={"board": board}))
    (posting,) = made.parse(response)
    assert posting == RawPosting(
        source="acme",
        source_key="zeta:7",
        url="https://z.example/7",
        title="Engineer",
        board="zeta",
        company="Zeta Ltd",
        country="GB",
    )
    assert made.crawl_stats.board("zeta").quarantined == 1
