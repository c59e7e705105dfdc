import pytest
from scrapy import exceptions
from scrapy.settings import Settings

from pipeline.archive.archive import ArchiveWriter
from pipeline.config import load_settings
from pipeline.errors import UsageError
from pipeline.identity import user_agent
from scrapers import settings as project
from scrapers.run_mode import apply_run_mode


def settings(**given):
    made = Settings()
    made.setmodule(project, priority="project")
    made.setdict(given, priority="cmdline")
    return made


@pytest.mark.parametrize("contact", ["jobs@example.org", "https://example.org/bot"])
def test_a_live_crawl_says_who_asks(monkeypatch, contact):
    monkeypatch.setenv("PAYBAND_CONTACT", contact)
    made = settings()
    apply_run_mode(made)
    assert made["USER_AGENT"].startswith("payband/")
    assert contact in made["USER_AGENT"]
    assert made.getbool("ROBOTSTXT_OBEY")


@pytest.mark.parametrize(
    ("contact", "words"),
    [("", "set contact"), ("me", "e-mail"), ("a@b\r\nX: y", "e-mail"), ("ü@b.example", "e-mail")],
)
def test_a_contact_that_says_nothing_is_refused(monkeypatch, contact, words):
    monkeypatch.setenv("PAYBAND_CONTACT", contact)
    with pytest.raises(UsageError, match=words):
        user_agent(load_settings().contact)


def test_a_live_crawl_without_contact_asks_nobody(tiny, job):
    tiny.board("acme", [job(1)])
    log = tiny.live(code=2, run="r1", environment={"PAYBAND_CONTACT": ""})
    assert "set contact" in log
    assert "Traceback" not in log
    assert len(tiny.server.log) == 0


def test_a_wrong_configuration_is_named(monkeypatch):
    monkeypatch.setenv("PAYBAND_RETENTION_DAYS", "soon")
    with pytest.raises(exceptions.UsageError, match="PAYBAND_RETENTION_DAYS"):
        apply_run_mode(settings())


def test_archive_and_replay_exclude_each_other():
    with pytest.raises(exceptions.UsageError, match="exclude each other"):
        apply_run_mode(settings(PAYBAND_ARCHIVE="a.warc.gz", PAYBAND_REPLAY="b.warc.gz"))


def test_a_replay_reaches_no_network(tmp_path):
    ArchiveWriter(tmp_path / "a.warc.gz").close()
    made = settings(PAYBAND_REPLAY=str(tmp_path / "a.warc.gz"))
    apply_run_mode(made)
    handlers = made.getwithbase("DOWNLOAD_HANDLERS")
    assert {name for name in handlers.values() if name} == {
        "scrapers.downloader.replay.ReplayHandler"
    }
    assert {scheme for scheme, name in handlers.items() if name} == {"http", "https"}
    assert not made.getbool("RETRY_ENABLED")
    assert not made.getbool("AUTOTHROTTLE_ENABLED")
    assert made.getfloat("DOWNLOAD_DELAY") == 0
