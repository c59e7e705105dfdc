from dataclasses import fields

import pytest
from selectolax.lexbor import LexborHTMLParser

from models.posting import JobPosting
from models.record import columns
from pipeline.publish.report.report import report

ALLOWED = """
    html head meta title style body main header p h1 h2 h3 time dl div dt dd section figure svg desc
    line text g rect figcaption table thead tbody tr th td span ul li strong a em footer
"""
PAYLOADS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</desc></svg><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=x>",
    "<object data=javascript:alert(1)>",
    "<style>@import '//evil.example/x.css'</style>",
    "<!--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '" onmouseover="alert(1)" x="',
    "\u2028<script>alert(1)</script>\u202e",
    "<scr\0ipt>alert(1)</script>",
]
TEXT = [c.name for c in columns(JobPosting) if c.type is str]
ON_PAGE = {"role", "country", "source"}


@pytest.mark.parametrize("payload", PAYLOADS)
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
    assert not attributes & {"src", "srcset", "action", "style", "data", "xlink:href", "formaction"}
    links = [node.attributes["href"] or "" for node in page.css("[href]")]
    assert all(link.startswith("https://") for link in links)
    assert len(page.css("style")) == 1
    # A parser makes NUL U+FFFD in SVG and drops it elsewhere.
    names = [node.text() for node in page.css("svg .name")]
    assert names == ["All jobs", payload.replace("\0", "\ufffd")]
    for table in ("Who states pay", "Premium of a skill"):
        assert table in page.text()
    shown = [node.text() for node in page.css("main th, main td, main li")]
    assert sum(payload.replace("\0", "") in text for text in shown) >= 4


def test_every_text_column_is_tried():
    assert {f.name for f in fields(JobPosting)} > set(TEXT) > ON_PAGE
