import html
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from models.raw import RawPosting
from scrapers.spiders.aijobs import AiJobs

EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "example"
NAME = "machine-learning-engineer-vs-research-scientist"
URL = f"https://ai-jobs.net/insights/{NAME}/"
SENIOR = "Senior-level / Expert"
JOBS = [
    (
        "Artificial Intelligence โ€“ Bioinformatic Expert",
        "University of Texas Medical Branch",
        "Galveston, TX",
        "Full Time",
        SENIOR,
        "USD 1111111K - 1111111K",
    ),
    (
        "Lead Developer (AI)",
        "Cere Network",
        "San Francisco, US",
        "Full Time",
        SENIOR,
        "USD 120K - 160K",
    ),
    ("Research Engineer", "Allora Labs", "Remote", "Full Time", SENIOR, "USD 160K - 180K"),
    ("Ecosystem Manager", "Allora Labs", "Remote", "Full Time", SENIOR, "USD 100K - 120K"),
    (
        "Founding AI Engineer, Agents",
        "Occam AI",
        "New York",
        "Full Time",
        SENIOR,
        "USD 100K - 180K",
    ),
    (
        "AI Engineer Intern, Agents",
        "Occam AI",
        "US",
        "Internship",
        "Entry-level / Junior",
        "USD 60K - 96K",
    ),
]

pytestmark = pytest.mark.skipif(
    not EXAMPLE.is_dir(), reason="the example page is not beside this checkout"
)


def cards(text):
    """Wrap each block in a card, each of its words' groups in a badge of its own."""
    head, *blocks = text.split("Featured Job")
    made = [f"<article>{html.escape(head)}</article>"]
    for block in blocks:
        lines = (html.escape(line) for line in f"Featured Job{block}".splitlines() if line)
        badges = "".join(f"<span class='badge'>{line}</span>" for line in lines)
        made.append(f"<div class='card'>{badges.replace(' USD', '</span><span>USD')}</div>")
    return "".join(made)


def lines_in(tag):
    return lambda text: "".join(f"<{tag}>{html.escape(li)}</{tag}>" for li in text.splitlines())


WRAPS = {
    "text": str,
    "p": lines_in("p"),
    "td": lines_in("td"),
    "br": lambda text: html.escape(text).replace("\n", "<br>"),
    "cards": cards,
    "pre": lambda text: f"<html><body><pre>{html.escape(text)}</pre></body></html>",
    "one line": lambda text: f"<div>{html.escape(' '.join(text.split()))}</div>",
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
@pytest.mark.parametrize("kind", [HtmlResponse, TextResponse])
def test_all_six_jobs_come_out(wrap, kind):
    body = wrap((EXAMPLE / f"{NAME}.txt").read_text(encoding="utf-8")).encode()
    spider = AiJobs()
    response = kind(URL, body=body, encoding="utf-8", request=Request(URL))
    postings = [p for p in spider.parse(response) if isinstance(p, RawPosting)]
    assert spider.crawl_stats.refusals == []
    found = [(p.title, p.company, p.location, p.employment, p.level, p.salary) for p in postings]
    assert found == JOBS
    assert postings[1].source_key == "cere-network-lead-developer-ai"
    assert postings[1].url == f"{URL}#cere-network-lead-developer-ai"
    assert len({p.source_key for p in postings}) == 6
