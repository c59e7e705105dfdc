import gzip

import pytest

from pipeline.archive.archive import Damage, Exchange, read_archive
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc_read import LARGEST

JOBS = "https://acme.example/jobs"


def record(size, url=JOBS):
    body = b"HTTP/1.1 200 OK\r\n\r\n" + b" " * size
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-11-25T00:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_record_above_the_limit_is_damage_and_the_next_one_is_read(tmp_path, pack):
    file = tmp_path / "foreign.warc"
    file.write_bytes(pack(record(LARGEST)) + pack(record(9, f"{JOBS}/2")))
    damage, good = read_archive(file)
    assert isinstance(damage, Damage)
    assert isinstance(good, Exchange)
    assert f"larger than {LARGEST} bytes" in damage.reason
    assert good.body == b" " * 9
    assert ArchiveIndex(file).find("GET", JOBS) is None
