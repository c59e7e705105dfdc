"""Rates fetched from a server on this machine, and loaded from a file."""

import socket
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug import Response

from models.raw import RawPosting
from pipeline.clean.engine import version_with
from pipeline.errors import InputError, PaybandError, UsageError
from pipeline.fx import fetch
from pipeline.fx import update as rates
from pipeline.fx.rate_table import shipped
from pipeline.fx.saved_rates import saved_rates
from pipeline.fx.update import load_rates, update_rates
from pipeline.operate import cleaning
from pipeline.operate.cleaning import CleanOutcome
from pipeline.operate.engines import stale_postings
from pipeline.operate.parallel import workers
from pipeline.store.postings.raw import RawStore

END = date.fromisoformat(max(shipped().lines))
TODAY = END + timedelta(days=20)
CONTACT = "me@example.org"


def page(days):
    cubes = "".join(
        f'<Cube time="{day}"><Cube currency="USD" rate="{rate}"/></Cube>' for day, rate in days
    )
    return (
        '<x xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
        f"<Cube>{cubes}</Cube></x>"
    )  # fmt: skip


def day(after):
    return (END + timedelta(days=after)).isoformat()


@pytest.fixture
def update(httpserver, tmp_path):
    def run(today=TODAY, contact=CONTACT):
        return update_rates(tmp_path, contact, today, httpserver.url_for("/"))

    return run


@pytest.fixture
def serve(httpserver):
    def answer(*days, name=rates.RECENT):
        httpserver.clear()
        httpserver.expect_request(f"/{name}").respond_with_data(page(days))

    return answer


def test_the_bank_is_asked_over_https():
    assert rates.ECB.startswith("https://www.ecb.europa.eu/")


def test_only_days_after_the_shipped_ones_are_kept(update, serve, tmp_path):
    serve(("2014-12-31", "1.21"), (day(0), "1.16"), (day(3), "1.17"), (day(4), "1.18"))

    added = update()

    assert (added.count, added.until) == (2, day(4))
    assert list(saved_rates(tmp_path).added.lines) == [day(3), day(4)]


def test_doing_it_again_adds_nothing_and_changes_no_byte(update, serve, tmp_path):
    serve((day(3), "1.17"))
    update()
    before = (tmp_path / "ecb.csv").read_bytes()

    assert update().count == 0
    assert (tmp_path / "ecb.csv").read_bytes() == before


def test_what_was_fetched_earlier_stays(update, serve, tmp_path):
    serve((day(3), "1.17"))
    update()
    serve((day(10), "1.18"))
    update()

    assert list(saved_rates(tmp_path).added.lines) == [day(3), day(10)]


def test_the_server_is_told_who_asks(update, serve, httpserver):
    serve((day(3), "1.17"))
    update()

    request, _ = httpserver.log[0]
    assert request.headers["User-Agent"].startswith("payband/")
    assert CONTACT in request.headers["User-Agent"]


def test_nobody_is_asked_without_a_contact(update, httpserver):
    with pytest.raises(UsageError, match="set contact"):
        update(contact="")
    assert httpserver.log == []


def test_after_a_long_pause_the_whole_history_is_asked_for(update, serve):
    serve((day(150), "1.17"), name=rates.WHOLE)

    assert update(END + timedelta(days=150)).until == day(150)


@pytest.mark.parametrize(
    ("response", "says"),
    [
        (Response("gone", 404), "answers 404"),
        (Response("busy", 503), "answers 503"),
        (Response(status=302, headers={"Location": "http://127.0.0.1:1/x"}), "answers 302"),
        (Response("<html/>"), "there are no rates"),
        (Response(page([(day(3), "117")])), "too large to be real"),
        (Response("x" * 2000), "is larger than"),
    ],
)
def test_what_cannot_be_used_leaves_the_rates_as_they_were(
    update, serve, httpserver, tmp_path, monkeypatch, response, says
):
    serve((day(3), "1.17"))
    update()
    before = (tmp_path / "ecb.csv").read_bytes()
    monkeypatch.setattr(rates, "LARGEST", 1000)
    httpserver.clear()
    httpserver.expect_request(f"/{rates.RECENT}").respond_with_response(response)

    with pytest.raises(PaybandError, match=says):
        update()
    assert [p.name for p in tmp_path.iterdir()] == ["ecb.csv"]
    assert (tmp_path / "ecb.csv").read_bytes() == before


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PaybandError, match=r"http://127\.0\.0\.1:1/.*: cannot be fetched"):
        update_rates(tmp_path, CONTACT, TODAY, "http://127.0.0.1:1/")


def test_an_answer_that_drips_ends_in_time():
    def drip(client):
        with client, suppress(OSError):
            for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100:
                client.sendall(bytes([byte]))
                sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=lambda: drip(server.accept()[0]), daemon=True).start()
        begun = monotonic()
        address = "http://{}:{}/".format(*server.getsockname())
        with pytest.raises(PaybandError, match="takes too long"):
            fetch.fetch(address, agent="a", largest=10, seconds=0.5)
        assert monotonic() - begun < 6


def written(path, *rows):
    path.write_text("\n".join(["date,currency,units_per_usd", *rows]) + "\n", encoding="utf-8-sig")
    return path


def test_rates_of_ones_own_are_added_to_those_loaded_before(tmp_path):
    load_rates(tmp_path / "r", written(tmp_path / "a.csv", "2026-10-01,VND,26000"), TODAY)
    added = load_rates(
        tmp_path / "r", written(tmp_path / "b.csv", "2026-10-02,AED,3.67"), TODAY
    )  # fmt: skip

    assert (added.count, added.until) == (1, "2026-10-02")
    assert sorted(code for _, code in saved_rates(tmp_path / "r").own.rates) == ["AED", "VND"]


def test_anew_forgets_those_loaded_before(tmp_path):
    load_rates(tmp_path, written(tmp_path / "a.csv", "2026-10-01,VND,26000"), TODAY)
    load_rates(tmp_path, written(tmp_path / "b.csv", "2026-10-02,AED,3.67"), TODAY, anew=True)

    assert list(saved_rates(tmp_path).own.rates) == [("2026-10-02", "AED")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"date,currency,units_per_usd\n2026-10-01,VND,26000\n2026-10-02,VND,x\n", "row 3, units"),
        (b"date,currency,units_per_usd\n2026-10-01,VND,\xff\n", "row 2: is not in UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_bad_file_loads_nothing(tmp_path, content, says):
    folder = tmp_path / "rates"
    load_rates(folder, written(tmp_path / "a.csv", "2026-10-01,AED,3.67"), TODAY)
    before = (folder / "own.csv").read_bytes()
    if content is not None:
        (tmp_path / "bad.csv").write_bytes(content)

    with pytest.raises(InputError, match=f"bad.csv.*{says}"):
        load_rates(folder, tmp_path / "bad.csv", TODAY)
    assert (folder / "own.csv").read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["own.csv"]


@pytest.mark.parametrize("cores", [1, 2])
def test_what_new_rates_change_is_cleaned_again_on_any_core(tmp_path, monkeypatch, cores):
    monkeypatch.setattr(stale_postings, "BATCH", 1)
    store = RawStore(f"sqlite:///{tmp_path / 'x.db'}", "r")
    fetched = datetime(2026, 10, 30, tzinfo=UTC)
    said: Any = {"title": "Data Scientist", "salary": "30 triệu một tháng", "country": "VN"}
    keys = map(str, range(workers.FEW))
    store.put(
        [RawPosting(source="s", source_key=k, url="u", fetched_at=fetched, **said) for k in keys]
    )
    cleaning.clean_store(store.engine)
    load_rates(tmp_path, written(tmp_path / "a.csv", "2026-10-29,VND,26000"), TODAY)
    rates = saved_rates(tmp_path)

    first, second = (cleaning.clean_store(store.engine, rates, cores=cores) for _ in range(2))

    assert (first.read, first.written) == (workers.FEW, workers.FEW)
    assert {change.field for change in first.changes} == {
        "annual_max_usd",
        "annual_min_usd",
        "fx_date",
    }
    assert {change.postings for change in first.changes} == {workers.FEW}
    assert second == CleanOutcome(0, 0)
    query = text("select distinct annual_min_usd, rules_version from job_posting")
    with store.engine.connect() as connection:
        assert connection.execute(query).all() == [(13846.15, version_with(rates))]
    store.close()
