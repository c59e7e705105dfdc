"""Functions that make hostile input."""

import gzip
import json
from collections.abc import Callable
from typing import Any

from models.raw import RawPosting

MB = 1024**2
PAGE, DESCRIPTION = 16 * MB, 5 * MB


def posting(**said: Any) -> RawPosting:
    return RawPosting(
        source="jsonld",
        source_key="1",
        url="https://a.example/1",
        **{"title": "ML Engineer"} | said,
    )


def told(piece: str, size: int = DESCRIPTION) -> Callable[[], RawPosting]:
    """Return a maker of postings with a description that repeats one piece."""
    return lambda: posting(
        description_html=piece * (size // len(piece.encode(errors="surrogatepass")))
    )


def described(html: str) -> RawPosting:
    return posting(description_html=html)


def jobs(piece: str, count: int, key: str = "jobs") -> Callable[[], bytes]:
    """Return a maker of pages that repeat one record; `#` is its number."""
    return f'{{"{key}":[{",".join(piece.replace("#", str(n)) for n in range(count))}]}}'.encode


def ld(*blocks: Any) -> bytes:
    texts_ = (b if isinstance(b, str) else json.dumps(b) for b in blocks)
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts_)
    return f"<html><head></head><body>{scripts}</body></html>".encode()


def job(n: int, **more: Any) -> dict[str, Any]:
    return {"@type": "JobPosting", "title": f"Job {n}", "identifier": f"{n}"} | more


def flight(rows: str, pieces: int = 1) -> bytes:
    step = -(-len(rows) // pieces)
    cut = [rows[at : at + step] for at in range(0, len(rows), step)]
    pushes = "".join(f"<script>self.__next_f.push([1,{json.dumps(c)}])</script>" for c in cut)
    return f"<html><body>{pushes}</body></html>".encode()


def referred(size: int, count: int, where: str = "hiringOrganization") -> Callable[[], bytes]:
    node = {"@id": "#o", "name": "Acme", "description": "x" * size}
    return lambda: ld({"@graph": [node, *(job(n, **{where: {"@id": "#o"}}) for n in range(count))]})


def keyed_reference() -> bytes:
    """A node of many keys; each posting that refers to it adds a key."""
    node = {"@id": "#o", **{f"k{n}": n for n in range(20_000)}}
    return ld({"@graph": [*(job(n, industry={"@id": "#o", "x": n}) for n in range(5_000)), node]})


def flight_references(size: int, count: int) -> bytes:
    row = [job(n, description="$1") for n in range(count)]
    return flight(f"1:T{size:x},{'x' * size}2:{json.dumps(row)}\n")


def sitemap(count: int, path: str = "jobs", *, packed: bool = True) -> bytes:
    listed = "".join(f"<url><loc>https://acme.example/{path}/{n}</loc></url>" for n in range(count))
    text = f'<?xml version="1.0"?><urlset>{listed}</urlset>'.encode()
    return gzip.compress(text, 6) if packed else text


def warc(size: int) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * size
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://acme.example/jobs\r\n"
        "WARC-Date: 2026-11-25T00:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
