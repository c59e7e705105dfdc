import json
from dataclasses import fields

import pytest
from selectolax.lexbor import LexborHTMLParser

from models.posting import JobPosting
from models.record import columns
from pipeline.publish.report.report import report
from tests.pipeline.publish.hostile_texts import PAYLOADS
from tests.support.proofs import few

ALLOWED = """
    html head meta title style body main header p h1 h2 h3 time dl div dt dd section figure svg
    line text g rect circle figcaption table caption thead tbody tr th td span small ul li strong a
    em footer blockquote details summary form label select option input button noscript script
"""
TEXT = [c.name for c in columns(JobPosting) if c.type is str]
ON_PAGE = {"role", "country", "source"}


@pytest.mark.parametrize("payload", few(PAYLOADS, 12))
def test_no_text_of_a_posting_becomes_markup(make, store, tmp_path, payload):
    given = dict.fromkeys(set(TEXT) - {"posting_id", "source_key", "duplicate_of"}, payload)
    given |= {"country": "US", "salary_currency": "USD"}
    rows = [
        make(
            f"{payload}{n}",
            (100_000 + n, 120_000 + n),
            **given | {"company": f"{payload}{n}", "skills": (payload,) if n % 2 else ()},
        )
        for n in range(24)
    ]
    report(store(rows), tmp_path / "s.html")
    # An HTML5 parser, so that this is what a browser sees.
    page = LexborHTMLParser((tmp_path / "s.html").read_text(encoding="utf-8"))
    assert {node.tag for node in page.css("*")} <= set(ALLOWED.split())
    attributes = {name.lower() for node in page.css("*") for name in node.attributes}
    assert not [name for name in attributes if name.startswith("on")]
    assert not attributes & {"src", "srcset", "action", "style", "xlink:href", "formaction"}
    links = [node.attributes["href"] or "" for node in page.css("[href]")]
    own = {"#content", "s.csv", "s.csv.datapackage.json", "s.json", "s.md"}
    assert all(link.startswith("https://") for link in set(links) - own)
    assert (len(page.css("style")), len(page.css("script"))) == (1, 2)
    names = [node.text() for node in page.css("details.country tbody th")]
    assert any(name.startswith(payload.replace("\0", "")) for name in names)
    for table in ("Who states pay", "Premium of a skill"):
        assert table in page.text()
    shown = [node.text() for node in page.css("main th, main td, main li")]
    assert sum(payload.replace("\0", "") in text for text in shown) >= 4
    [block] = page.css("#data")
    data = json.loads(block.text())
    assert {each["role"] for each in data["offers"]} <= {"", payload}


def test_every_text_column_is_tried():
    assert {f.name for f in fields(JobPosting)} > set(TEXT) > ON_PAGE
