import gzip
import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.archive.archive import ArchiveWriter, Damage, crawls_in, read_archive
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc import Crawl, Exchange, RecordError, decode
from pipeline.errors import InputError, StoreError

AT = datetime(2026, 10, 28, 6, 0, 7, tzinfo=UTC)
LATER = datetime(2026, 10, 28, 6, 0, 9, tzinfo=UTC)
ARGS = {"boards": [{"board": "acme", "company": "Ácme", "country": ""}], "urls": []}
URL = "https://boards.example.org/acme"


def headers(*pairs):
    return tuple((name.encode(), value.encode("latin-1")) for name, value in pairs)


PLAIN = headers(("Content-Type", "application/json"))
EXCHANGES = [
    Exchange(URL, 200, PLAIN, b'{"jobs": []}', AT),
    Exchange(URL + "?page=2", 200, PLAIN, gzip.compress(b"x" * 5000, mtime=0), AT),
    Exchange(URL + "/old", 301, headers(("Location", "https://b\xfcro.example/")), b"", AT),
    Exchange(
        URL + "/odd", 299, headers(("X", "a: b"), ("X", "c")), b"a\r\n\r\nHTTP/1.1 \0\xff", AT
    ),
    Exchange(URL + "/gone", 503, (), b"", LATER),
]


def said_by(path):
    return list(read_archive(path))


def answer(index, *request):
    return index.find(*request)


def write(path, exchanges=EXCHANGES, source="ashby"):
    writer = ArchiveWriter(path)
    if source:
        writer.info(source, ARGS, AT)
    for e in exchanges:
        writer.response(e.url, e.status, e.headers, e.body, e.at)
    writer.close()
    return path


@pytest.fixture
def archive(tmp_path):
    return write(tmp_path / "deep" / "crawl.warc.gz")


def test_what_is_written_is_read(archive):
    assert said_by(archive) == [Crawl("ashby", ARGS, AT), *EXCHANGES]


def test_others_read_it_too(archive):
    with archive.open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        bodies = [r.raw_stream.read() for r in records if r.rec_type == "response"]
    assert bodies == [e.body for e in EXCHANGES]


def test_the_same_responses_make_the_same_file(archive, tmp_path):
    assert write(tmp_path / "again.warc.gz").read_bytes() == archive.read_bytes()


def test_a_second_crawl_in_the_same_file_is_appended(archive):
    write(archive, EXCHANGES[:1], "greenhouse")
    assert [crawl.source for crawl in crawls_in(archive)] == ["ashby", "greenhouse"]


def test_only_the_owner_reads_it(archive):
    assert archive.stat().st_mode & 0o077 == 0


def noted(events, word, function):
    def call(*words):
        events.append(word)
        return function(*words)

    return call


def test_each_record_is_synced_before_it_is_acknowledged(tmp_path, monkeypatch):
    events: list[str] = []
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    monkeypatch.setattr(os, "write", noted(events, "write", os.write))
    monkeypatch.setattr(os, "fsync", noted(events, "sync", os.fsync))
    for exchange in EXCHANGES[:2]:
        writer.response(exchange.url, 200, (), b"x", AT)
        events.append("acknowledged")
    monkeypatch.undo()
    writer.close()
    assert events == ["write", "sync", "acknowledged"] * 2


def test_many_threads_write_whole_records(tmp_path):
    writer = ArchiveWriter(tmp_path / "a.warc.gz")

    def work(number):
        for n in range(20):
            writer.response(f"{URL}/{number}/{n}", 200, PLAIN, b"x" * 3000, AT)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    read = said_by(writer.path)
    assert len({e.url for e in read if isinstance(e, Exchange)}) == len(read) == 120


def ends(path):
    """Return where each record of an archive ends."""
    sizes, folder = [], path.parent / "growing"
    for count in range(len(EXCHANGES) + 1):
        target = folder / f"{count}.warc.gz"
        write(target, EXCHANGES[:count])
        sizes.append(target.stat().st_size)
    return sizes


def test_whatever_is_cut_off_all_whole_records_are_read(archive, tmp_path):
    whole, data = ends(archive), archive.read_bytes()
    said = said_by(archive)
    target = tmp_path / "cut.warc.gz"
    for length in range(len(data)):
        target.write_bytes(data[:length])
        read = said_by(target)
        count = sum(end <= length for end in whole)
        assert read[:count] == said[:count]
        begins = whole[count - 1] if count else 0
        cut = [] if length == begins and count else [Damage(target, begins, read[-1].reason)]
        assert read[count:] == cut
        assert all("cut short" in place.reason for place in cut)


def test_a_flipped_bit_never_goes_unseen(archive, tmp_path):
    data, said = archive.read_bytes(), said_by(archive)
    target = tmp_path / "flipped.warc.gz"
    for offset in range(len(data)):
        flipped = bytearray(data)
        flipped[offset] ^= 1 << random.Random(offset).randrange(8)
        target.write_bytes(flipped)
        try:
            read = said_by(target)
        except InputError:
            assert offset < 3  # where its first bytes say that it's no archive at all
            continue
        good = [item for item in read if not isinstance(item, Damage)]
        assert all(item in said for item in good)
        assert len(good) >= len(said) - 1
        if len(good) < len(said):
            assert any(isinstance(item, Damage) for item in read)


def test_a_wrong_digest_is_reported_and_the_next_record_read(tmp_path):
    plain = b"".join(map(gzip.decompress, members(write(tmp_path / "a.warc.gz"))))
    target = tmp_path / "plain.warc"
    target.write_bytes(plain.replace(b'{"jobs": []}', b'{"jobs": [}]'))
    crawl, broken, *rest = read_archive(target)
    assert isinstance(crawl, Crawl)
    assert isinstance(broken, Damage)
    assert "digest" in str(broken)
    assert str(target) in str(broken)
    assert rest == EXCHANGES[1:]


def members(path):
    data, starts = path.read_bytes(), [0, *ends(path)]
    return [data[a:b] for a, b in pairwise(starts)]


@pytest.mark.parametrize("length", [100, 700, 1300])
def test_a_plain_archive_is_read_and_its_cut_reported(tmp_path, length):
    plain = b"".join(map(gzip.decompress, members(write(tmp_path / "a.warc.gz"))))
    target = tmp_path / "plain.warc"
    target.write_bytes(plain)
    said = said_by(target)
    assert said == [Crawl("ashby", ARGS, AT), *EXCHANGES]
    target.write_bytes(plain[:length])
    *read, cut = said_by(target)
    assert read == said[: len(read)]
    assert "cut short" in cut.reason


@pytest.mark.parametrize("kind", ["gzipped", "plain"])
@pytest.mark.parametrize("lost", [1, 10, 200])
def test_records_behind_a_cut_are_read(archive, tmp_path, kind, lost):
    records = members(archive)
    if kind == "plain":
        records = [gzip.decompress(record) for record in records]
    target = tmp_path / "resumed.warc"
    for number, record in enumerate(records):
        target.write_bytes(b"".join([*records[:number], record[:-lost], *records[number:]]))
        read = said_by(target)
        assert [item for item in read if not isinstance(item, Damage)] == said_by(archive)
        (damage,) = [item for item in read if isinstance(item, Damage)]
        assert damage.offset == sum(map(len, records[:number]))


def test_a_foreign_archive_in_chunks_is_put_together(tmp_path):
    block = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n"
        b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{URL}>\r\n"
        "WARC-Date: 2026-10-28T06:00:07Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    other = head.replace("response", "metadata").encode() + block + b"\r\n\r\n"
    target = tmp_path / "wget.warc"
    target.write_bytes(other + head.encode() + block + b"\r\n\r\n")
    assert said_by(target) == [Exchange(URL, 200, ((b"X", b"y"),), b"abcde", AT)]


@pytest.mark.parametrize(
    "content",
    [b"no archive\n", b"\x1f\x8bjunk", gzip.compress(b"no record", mtime=0), b"PK\3\4 zip"],
)
def test_what_is_no_archive_is_named(tmp_path, content):
    target = tmp_path / "notes.warc.gz"
    target.write_bytes(content)
    with pytest.raises(InputError, match=r"notes\.warc\.gz"):
        said_by(target)


def test_a_missing_archive_and_an_empty_folder_are_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.warc\.gz: there is no such"):
        said_by(tmp_path / "gone.warc.gz")
    with pytest.raises(InputError, match=r"no \.warc"):
        said_by(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x1f", b"\x1f\x8b\x08\0", b"WAR", b"WARC/1.1\r\n"])
def test_an_archive_that_hardly_began_is_cut_short(tmp_path, content):
    target = tmp_path / "a.warc.gz"
    target.write_bytes(content)
    (cut,) = read_archive(target)
    assert isinstance(cut, Damage)
    assert (cut.file, cut.offset) == (target, 0)


def test_a_folder_is_read_file_by_file(tmp_path):
    write(tmp_path / "run" / "b.warc.gz", [], "second")
    write(tmp_path / "run" / "a.warc.gz", [], "first")
    (tmp_path / "run" / "notes.txt").write_text("not an archive")
    assert [crawl.source for crawl in crawls_in(tmp_path / "run")] == ["first", "second"]


def test_a_full_disk_leaves_no_half_record(tmp_path, monkeypatch):
    path = write(tmp_path / "a.warc.gz")
    said, before = said_by(path), path.stat().st_size
    writer = ArchiveWriter(path)
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:100]))
    with pytest.raises(StoreError, match=r"a\.warc\.gz can't be written.* bytes free"):
        writer.response(URL, 200, (), b"x" * 1000, AT)
    monkeypatch.undo()
    assert path.stat().st_size == before
    writer.response(EXCHANGES[0].url, 200, PLAIN, EXCHANGES[0].body, AT)
    writer.close()
    assert said_by(path) == [*said, EXCHANGES[0]]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/a\.warc\.gz can't be written"):
        ArchiveWriter(tmp_path / "file" / "a.warc.gz")


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.archive.archive import ArchiveWriter

writer = ArchiveWriter(Path(sys.argv[1]))
at = datetime(2026, 10, 28, tzinfo=UTC)
writer.info("ashby", {"boards": [], "urls": []}, at)
for n in range(100_000):
    body = b"%d " % n * 2000
    writer.response(f"https://boards.example.org/{n}", 200, (), body, at)
    print(n, flush=True)
"""


@pytest.mark.parametrize("seed", range(8))
def test_what_was_acknowledged_survives_a_kill(tmp_path, seed):
    path = tmp_path / "a.warc.gz"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        wanted = random.Random(seed).randrange(1, 60)
        assert process.stdout
        for _ in range(wanted):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        acknowledged = wanted + len(process.stdout.read().splitlines())
    read = [item for item in read_archive(path) if isinstance(item, Exchange)]
    assert len(read) >= acknowledged >= wanted
    for n, exchange in enumerate(read):
        assert exchange.url == f"https://boards.example.org/{n}"
        assert exchange.body == b"%d " % n * 2000


def test_the_index_finds_each_response(archive):
    index = ArchiveIndex(archive)
    assert len(index) == len(EXCHANGES)
    assert [index.find("GET", e.url) for e in EXCHANGES] == EXCHANGES
    assert index.find("GET", URL + "/never") is None
    assert index.find("POST", URL) is None
    assert index.crawls == [Crawl("ashby", ARGS, AT)]


def test_the_index_keeps_the_latest_answer_of_any_file(tmp_path):
    write(tmp_path / "a.warc.gz", [Exchange(URL, 200, (), b"new", LATER)])
    write(tmp_path / "b.warc.gz", [Exchange(URL, 200, (), b"old", AT)])
    assert answer(ArchiveIndex(tmp_path), "GET", URL).body == b"new"


def test_the_index_keeps_the_last_of_several_tries(tmp_path):
    tries = [Exchange(URL, 503, (), b"", AT), Exchange(URL, 200, (), b"", AT)]
    index = ArchiveIndex(write(tmp_path / "a.warc.gz", tries))
    assert answer(index, "GET", URL).status == 200


def test_the_index_tells_requests_by_method_and_body(tmp_path):
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    for method, sent in [("GET", b""), ("POST", b""), ("POST", b'{"p": 1}'), ("POST", b'{"p": 2}')]:
        writer.response(URL, 200, (), method.encode() + sent, AT, method=method, request_body=sent)
    writer.close()
    index = ArchiveIndex(writer.path)
    assert answer(index, "POST", URL, b'{"p": 2}').body == b'POST{"p": 2}'
    assert answer(index, "POST", URL).body == b"POST"
    assert answer(index, "GET", URL).body == b"GET"
    assert index.find("POST", URL, b"3") is None


def test_the_index_lists_damage(archive):
    archive.write_bytes(archive.read_bytes()[:-5])
    index = ArchiveIndex(archive)
    assert [str(place) for place in index.damage] == [
        f"{archive}, byte {ends(archive)[-2]}: the archive is cut short here"
    ]
    assert index.find("GET", EXCHANGES[-1].url) is None
    assert index.find("GET", URL) == EXCHANGES[0]


def test_an_archive_damaged_meanwhile_is_named(archive):
    index = ArchiveIndex(archive)
    archive.write_bytes(archive.read_bytes()[:400])
    with pytest.raises(InputError, match=r"crawl\.warc\.gz, byte \d+: "):
        index.find("GET", EXCHANGES[-1].url)


def test_zeros_at_the_end_are_no_record(archive):
    archive.write_bytes(archive.read_bytes() + b"\0" * 50)
    *read, zeros = read_archive(archive)
    assert isinstance(zeros, Damage)
    assert read == [Crawl("ashby", ARGS, AT), *EXCHANGES]


def test_a_file_gzipped_as_a_whole_is_not_half_read(archive):
    archive.write_bytes(gzip.compress(b"".join(map(gzip.decompress, members(archive)))))
    (place,) = read_archive(archive)
    assert "more than one record" in str(place)


FIELDS = st.sampled_from(
    [
        "WARC-Type: response",
        "WARC-Type: warcinfo",
        "WARC-Date: 2026-10-28T06:00:07Z",
        "WARC-Date: yesterday",
        "WARC-Target-URI: https://boards.example.org/",
        "Content-Type: application/http; msgtype=response",
        "Content-Type: application/json",
        "Content-Length: 26",
        "Content-Length: " + "9" * 5000,
        "WARC-Payload-Digest: md5:x",
        "WARC-Block-Digest: never:heard",
    ]
)
BLOCKS = st.sampled_from(
    [b"HTTP/1.1 200\r\nA: b\r\n\r\nbody", b"HTTP/1.1", b"[1, 2]", b'{"args": 1}']
)


@given(st.lists(FIELDS), BLOCKS | st.binary())
def test_a_foreign_record_is_read_or_refused(fields, block):
    record = "\r\n".join(["WARC/1.1", *fields, "", ""]).encode() + block + b"\r\n\r\n"
    with suppress(RecordError):
        assert isinstance(decode(record), Crawl | Exchange | None)


@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=9)), max_size=6))
def test_a_spoilt_archive_is_read_to_its_end(tmp_path_factory, changes):
    path = write(tmp_path_factory.mktemp("spoilt") / "a.warc.gz")
    data = bytearray(b"".join(map(gzip.decompress, members(path))))
    for offset, piece in changes:
        data[offset : offset + len(piece)] = piece
    path.with_name("a.warc").write_bytes(b"WARC/1.1" + data[8:])
    assert len(said_by(path.with_name("a.warc"))) >= 1


HOSTILE = {
    "a date that no calendar has in UTC": ("0001-01-01T00:00:00+14:00", b"{}"),
    "a date of the far end": ("9999-12-31T23:59:59-14:00", b"{}"),
    "no date": ("soon", b"{}"),
    "deep JSON": ("2026-10-28T06:00:00Z", b'{"args":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "a number without end": ("2026-10-28T06:00:00Z", b'{"source": ' + b"9" * 5000 + b"}"),
    "no record": ("2026-10-28T06:00:00Z", b"[]"),
    "args that are none": ("2026-10-28T06:00:00Z", b'{"source": "a", "args": 7}'),
    "broken UTF-8": ("2026-10-28T06:00:00Z", b'{"source": "\xff"}'),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("kind", ["warcinfo", "response"])
def test_a_record_that_cannot_be_read_costs_no_other(tmp_path, what, kind):
    at, block = HOSTILE[what]
    if kind == "response":
        block = b"HTTP/1.1 \xff\r\n\r\n" + block
    content = {"warcinfo": "application/json", "response": "application/http"}[kind]
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {at}\r\nContent-Type: {content}\r\n"
    head += f"WARC-Target-URI: {URL}\r\nContent-Length: {len(block)}\r\n\r\n"
    first, last = write(tmp_path / "1"), write(tmp_path / "2")
    bad = gzip.compress(head.encode() + block + b"\r\n\r\n")
    (tmp_path / "all.warc.gz").write_bytes(first.read_bytes() + bad + last.read_bytes())
    read = said_by(tmp_path / "all.warc.gz")
    (damage,) = [item for item in read if isinstance(item, Damage)]
    assert damage.offset == first.stat().st_size
    assert "a record is damaged: " in damage.reason
    assert [item for item in read if item is not damage] == 2 * said_by(tmp_path / "1")
    index = ArchiveIndex(tmp_path / "all.warc.gz")
    assert len(index) == len(EXCHANGES)
    assert index.damage == [damage]
