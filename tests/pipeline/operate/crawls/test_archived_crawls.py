"""What an archive says of a crawl is checked before any of it is used."""

from datetime import UTC, datetime

import pytest

from pipeline.archive.archive import ArchiveWriter
from pipeline.archive.warc import Crawl
from pipeline.errors import UsageError
from pipeline.operate.crawls.archived_crawls import check_request
from pipeline.operate.crawls.source_selection import selection
from pipeline.operate.crawls.spider_arguments import ARGUMENTS, OPTIONS, read_options
from pipeline.operate.run_request import RunRequest

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
ACME = {"board": "acme", "company": "Ácme Ltd", "country": "GB"}
GOOD = {
    "boards": [ACME, {"board": "careers.beta.example"}],
    "urls": ["https://a.example/"],
    "options": {"limit": "3", "since": "2026-11-01", "follow": "/jobs/"},
    "of_a_later_version": 1,
}
BAD = [
    ({"options": {"name": "lever"}}, "no argument 'name'; there are boards, urls"),
    ({"options": {"ledger": "x"}}, "no argument 'ledger'"),
    ({"options": {"settings": {}}}, "no argument 'settings'"),
    ({"options": {"limt": "3"}}, "no argument 'limt'; did you mean 'limit'"),
    ({"options": {"boards": "a"}}, "no argument 'boards'"),
    ({"options": {"limit": 5}}, "limit: 5 is no text"),
    ({"options": {"limit": "-5"}}, "limit: '-5' is no whole number"),
    ({"options": {"limit": "٣"}}, "is no whole number"),
    ({"options": {"limit": "9" * 5000}}, "is no whole number"),
    ({"options": {"since": "soon"}}, "since: 'soon' is no day such as"),
    ({"options": {"follow": "a" * 2000}}, "longer than 1000 characters"),
    ({"options": {"follow": None}}, "follow: None is no text"),
    ({"options": ["limit"]}, "options: .* is no record"),
    ({"options": "limit"}, "options: .* is no record"),
    ({"boards": {"board": "acme"}}, "boards: .* is no list"),
    ({"boards": "acme"}, "boards: .* is no list"),
    ({"boards": None}, "boards: None is no list"),
    ({"boards": ["acme"]}, "board 1: 'acme' is no record"),
    ({"boards": [ACME, {"company": "Acme"}]}, "board 2: .* is no record with a board"),
    ({"boards": [{"board": 7}]}, "board: 7 is no text"),
    ({"boards": [ACME | {"company": None}]}, "company: None is no text"),
    ({"boards": [{"board": "../../x"}]}, "is no board's token"),
    ({"boards": [{"board": ""}]}, "is no board's token"),
    ({"boards": [{"board": "a\x1b[2Jb"}]}, "is no text on one line"),
    ({"boards": [ACME | {"company": "A\x07"}]}, "is no text on one line"),
    ({"urls": "https://a.example/"}, "urls: .* is no list"),
    ({"urls": [None]}, "urls: None is not a web address"),
    ({"urls": ["https://a.example/\x1b[2J"]}, "is not a web address"),
]


def test_a_good_order_passes():
    check_request(Crawl("greenhouse", GOOD, AT), "a.warc.gz")
    check_request(Crawl("greenhouse", {}, AT), "a.warc.gz")


@pytest.mark.parametrize(("args", "words"), BAD)
def test_a_bad_one_is_one_clear_message(args, words):
    with pytest.raises(UsageError, match=words) as caught:
        check_request(Crawl("greenhouse", args, AT), "a.warc.gz")
    assert str(caught.value).startswith("a.warc.gz, the request of 'greenhouse'")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("source", ["nosuch", "../../x", "lever "])
def test_an_unknown_source_is_refused(tmp_path, source):
    archive(tmp_path, {}, source)
    with pytest.raises(UsageError, match="there is no source"):
        selection(None, RunRequest(replay=tmp_path / "a.warc.gz"))(None)  # type: ignore[arg-type]  # neither is asked


@pytest.mark.parametrize(("args", "words"), BAD[:2])
def test_such_an_archive_ends_a_run_before_it_begins(payband, tmp_path, args, words):
    archive(tmp_path, args)
    said = payband("run", "--replay", "a.warc.gz", code=2).stderr
    assert words in said.replace("\n", " ")
    assert "Traceback" not in said
    assert not list(tmp_path.rglob("*.log"))


def archive(folder, args, source="greenhouse"):
    writer = ArchiveWriter(folder / "a.warc.gz")
    writer.info(source, args, AT)
    writer.close()


def test_every_argument_is_declared_with_its_meaning():
    assert set(OPTIONS) < set(ARGUMENTS)
    assert all(argument.meaning for argument in ARGUMENTS.values())
    assert read_options({"limit": "3", "since": ""}) == {"limit": 3, "since": None}
