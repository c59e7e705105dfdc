import json

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from pipeline.operate.crawls.boards import Board
from scrapers.base import MOST_KEYS
from scrapers.crawl_stats import CrawlStats
from scrapers.limits import (
    MOST_BLOCKS,
    MOST_ELEMENTS,
    MOST_MENDED,
    MOST_RECORDS,
    MOST_REPEATED,
    MOST_VALUES,
    RECORD_CHARACTERS,
    RECORD_VALUES,
    SHOWN_RECORD,
    SHOWN_REFUSALS,
    TooManyElementsError,
    above_limit,
)
from scrapers.platforms.schema_org.json_ld import job_postings
from scrapers.readers.json_text import UnreadableJsonError, read_json
from scrapers.readers.xml_text import read_xml
from scrapers.spiders.greenhouse import Greenhouse
from scrapers.spiders.jsonld import JsonLd

PAGE = "https://acme.example/jobs"
JOB = {"@type": "JobPosting", "title": "Engineer"}


def good(number):
    return {"id": number, "title": f"E {number}", "absolute_url": f"{PAGE}/{number}"}


def crawled(jobs):
    """Return a spider, and what it read of a board of these jobs."""
    spider = Greenhouse()
    body = json.dumps({"jobs": jobs}).encode()
    request = Request(PAGE, meta={"board": Board("greenhouse", "acme")})
    return spider, list(spider.parse(TextResponse(PAGE, body=body, request=request)))


def refused(spider):
    """Return how many records were refused, and the rows that are kept of them."""
    taken = spider.crawl_stats.take_refusals("r", "s")
    return sum(a.quarantined for a in spider.crawl_stats.boards.values()), taken


def script(*blocks):
    texts = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def test_what_comes_after_the_most_records_is_counted_in_one_row():
    spider, read = crawled([good(n) for n in range(MOST_RECORDS + 7)])
    count, (row,) = refused(spider)
    assert (len(read), count, row.reason) == (MOST_RECORDS, 7, "too_many_records")
    assert row.detail.startswith("7 records left out")


def test_refusals_of_one_reason_are_summed_up(caplog):
    spider, read = crawled([{}] * 1_000)
    count, rows = refused(spider)
    assert (read, count, len(rows)) == ([], 1_000, SHOWN_REFUSALS + 1)
    assert rows[-1].detail == f"{1_000 - SHOWN_REFUSALS} more records refused for this reason"
    assert [row.n for row in rows] == list(range(len(rows)))
    assert len(caplog.messages) == SHOWN_REFUSALS


def test_refusals_of_each_board_and_reason_are_shown():
    stats = CrawlStats()
    for board in ("a", "b"):
        for reason in ("missing_title", "missing_url"):
            for _ in range(SHOWN_REFUSALS):
                assert stats.refuse(board, reason, "", "", {})
            assert not stats.refuse(board, reason, "", "", {})
    assert len(stats.take_refusals("r", "s")) == 4 * (SHOWN_REFUSALS + 1)


def test_a_refused_record_is_kept_up_to_a_length():
    stats = CrawlStats()
    stats.refuse("a", "missing_title", "", "", {"text": "x" * 2 * SHOWN_RECORD})
    (row,) = stats.take_refusals("r", "s")
    assert len(row.record) < SHOWN_RECORD + 100
    assert json.loads(row.record)["begins"].startswith('{"text": "xxx')


@pytest.mark.parametrize(
    "more",
    [
        {"metadata": list(range(RECORD_VALUES + 1))},
        {f"k{n}": n for n in range(RECORD_VALUES + 1)},
        {"content": "x" * (RECORD_CHARACTERS + 1)},
        {"metadata": ["x" * 1_000] * (RECORD_CHARACTERS // 1_000)},
    ],
)
def test_a_record_that_is_too_large_is_refused_alone(more):
    spider, read = crawled([good(1), good(2) | more, good(3)])
    count, (row,) = refused(spider)
    assert (len(read), count, row.reason) == (2, 1, "record_too_large")


def test_a_large_record_is_read():
    assert not above_limit({"towns": [{"name": "x"}] * (RECORD_VALUES // 2 - 1)})


def test_the_log_names_a_bounded_number_of_new_keys(caplog):
    crawled([good(1) | {f"new{n}": 1 for n in range(3 * MOST_KEYS)}])
    assert len(caplog.messages) == MOST_KEYS


@pytest.mark.parametrize("piece", ["[]", "{}", "1"])
def test_json_of_too_many_values_is_not_read(piece):
    with pytest.raises(UnreadableJsonError, match="more than"):
        read_json(f"[{','.join([piece] * (MOST_VALUES + 1))}]")


def test_xml_of_too_many_elements_is_not_read():
    with pytest.raises(TooManyElementsError):
        read_xml(b"<jobs>%s</jobs>" % (b"<a/>" * MOST_ELEMENTS), "jobs")


def test_a_node_that_is_referred_to_is_shared():
    node = {"@id": "#o", "name": "Acme", "text": "x" * 1_000}
    jobs = [JOB | {"identifier": n, "hiringOrganization": {"@id": "#o"}} for n in range(50)]
    found, broken = job_postings(script({"@graph": [node, *jobs]}))
    assert (len(found), broken) == (50, [])
    assert len({id(job["hiringOrganization"]) for job in found}) == 1


@pytest.mark.parametrize("reference", [{"@id": "#o"}, {"@id": "#o", "more": 1}])
def test_references_repeat_a_bounded_part_of_the_page(reference):
    node = {"@id": "#o", "name": "Acme", "text": "x" * (MOST_REPEATED // 3)}
    jobs = [JOB | {"identifier": n, "industry": reference} for n in range(20)]
    found, broken = job_postings(script({"@graph": [*jobs, node]}))
    assert (len(found), len(broken)) == (3, 17), "the first is free"
    assert "repeat more than" in broken[0].why


def test_references_of_flight_data_repeat_a_bounded_part_of_the_page():
    size = MOST_REPEATED // 3
    rows = f"1:T{size:x},{'x' * size}"
    for n in range(10):
        rows += f"{n + 2:x}:{json.dumps(JOB | {'identifier': n, 'description': '$1'})}\n"
    page = f"<script>self.__next_f.push({json.dumps([1, rows])})</script>"
    found, broken = job_postings(page)
    assert (len(found), len(broken)) == (4, 6), "the first is free"
    assert "repeat" in broken[0].why


def test_blocks_and_values_of_a_page_are_bounded():
    found, broken = job_postings(script(*(JOB | {"identifier": n} for n in range(MOST_BLOCKS + 9))))
    assert (len(found), len(broken)) == (MOST_BLOCKS, 9)
    half = JOB | {"x": [0] * (MOST_VALUES // 2)}
    found, broken = job_postings(script(*(half | {"identifier": n} for n in range(3))))
    assert (len(found), broken[0].why) == (1, f"more than {MOST_VALUES} values on the page")


def test_what_is_mended_of_a_page_is_bounded():
    def block(n):
        return json.dumps(JOB | {"identifier": n, "x": "y" * (MOST_MENDED // 3)})[:-1] + ",}"

    found, broken = job_postings(script(*(block(n) for n in range(4))))
    assert (len(found), len(broken)) == (2, 2)
    assert broken[0].why.endswith("too long to be repaired")


def test_like_postings_of_a_page_are_counted_and_not_compared():
    found, _broken = job_postings(script([JOB | {"n": n} for n in range(MOST_RECORDS + 10)]))
    assert len(found) == MOST_RECORDS + 10
    spider = JsonLd()
    vars(spider)["allowed_domains"] = ["acme.example"]
    body = script([JOB | {"identifier": n} for n in range(MOST_RECORDS + 10)]).encode()
    read = list(spider.parse(HtmlResponse(PAGE, body=body, request=Request(PAGE))))
    count, (row,) = refused(spider)
    assert (len(read), count, row.reason) == (MOST_RECORDS, 10, "too_many_records")
