import html

import pytest

from scrapers.platforms.aijobs.featured import UnreadableBlockError, featured, read_block, take_link
from tests.support.rows import every_row

EYES = ["\U0001f440", "๐Ÿ‘€", "ðŸ‘€", ""]
BLOCK = """Featured Job {eyes}
{title}

@ Pemberlake Labs | Cork, IE

Full Time Senior-level / Expert EUR 68K - 80K
"""


def wrap_p(text):
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())


def wrap_spans(text):
    words = "".join(
        f"<div class=card><span>{html.escape(li)}</span></div>" for li in text.splitlines()
    )
    return f"<html><body><script>var x = 'Featured Job'</script><main>{words}</main></body></html>"


def wrap_bold(text):
    return "".join(f"<li><b>{html.escape(w)}</b></li> " for w in text.split())


WRAPS = {
    "plain": str,
    "one line": lambda text: " ".join(text.split()),
    "p": wrap_p,
    "br": lambda text: "<br>".join(map(html.escape, text.splitlines())),
    "cards": wrap_spans,
    "pre": lambda text: f"<pre>{html.escape(text)}</pre>",
    "a word an element": wrap_bold,
    "xml": lambda text: f'<?xml version="1.0"?><html>{wrap_p(text)}</html>',
}


@every_row("wrap", WRAPS.values(), ids=WRAPS)
@every_row("eyes", EYES)
def test_two_jobs_come_out_of_any_markup(wrap, eyes):
    titles = ["Artificial Intelligence โ€“ Tide Expert", "Contract Engineer (AI), Senior"]
    text = "About Featured Jobs.\n" + "".join(BLOCK.format(eyes=eyes, title=t) for t in titles)
    blocks, links = featured(wrap(f"{text}Salary Insights\nFull Time | View | all @ once"))
    assert links == []
    assert [read_block(block) for block in blocks] == [
        {
            "title": title,
            "company": "Pemberlake Labs",
            "location": "Cork, IE",
            "employment": "Full Time",
            "level": "Senior-level / Expert",
            "salary": "EUR 68K - 80K",
            "is_estimate": False,
        }
        for title in titles
    ]


@pytest.mark.parametrize(
    ("block", "facts"),
    [
        ("Dev @ A | Remote Internship Entry-level / Junior USD 60K - 96K", "Dev|A|Remote"),
        ("Dev @ Scale @ A | Oslo Contract", "Dev @ Scale|A|Oslo"),
        ("R&D | Dev @ A | Oslo Freelance", "R&D | Dev|A|Oslo"),
        (
            "Contract Dev @ Contract Co | Sydney, NSW 2000 Part Time",
            "Contract Dev|Contract Co|Sydney, NSW 2000",
        ),
        ("Dev @ A | Oslo | Bergen Mid-level", "Dev|A|Oslo | Bergen"),
        ("Dev @ A Full Time Mid-level", "Dev|A|"),
        ("Dev @ A | Oslo NOK 700K", "Dev|A|Oslo"),
        ("データ @ A | 東京 Full Time", "データ|A|東京"),
        ("\U0001f440 Dev @A | Oslo Full Time", "Dev|A|Oslo"),
    ],
)
def test_title_company_and_place(block, facts):
    found = read_block(block)
    assert "~".join((found["title"], found["company"], found["location"])) == _split(facts)


def _split(facts):
    title, company, place = facts.rsplit("|", 2) if "Bergen" not in facts else facts.split("|", 2)
    return f"{title}~{company}~{place}"


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (
            "Full Time Senior-level / Expert USD 1111111K - 1111111K",
            ("Full Time", "Senior-level / Expert", "USD 1111111K - 1111111K"),
        ),
        ("Internship USD 5.5K.", ("Internship", "", "USD 5.5K")),
        ("Mid-level / Intermediate GBP 60K-70K", ("", "Mid-level / Intermediate", "GBP 60K-70K")),
        ("Full Time USD 120K in 2023", ("Full Time", "", "USD 120K")),
        ("Part Time Executive-level / Director", ("Part Time", "Executive-level / Director", "")),
        ("THB 300K โ€“ 360K (estimate) more", ("", "", "THB 300K โ€“ 360K (estimate)")),
    ],
)
def test_terms(terms, found):
    facts = read_block(f"Dev @ A | Oslo {terms}")
    assert (facts["employment"], facts["level"], facts["salary"]) == found
    assert facts["is_estimate"] is ("(estimate)" in terms)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "and nothing more",
        "Dev at A, Oslo, Full Time",
        "Dev @ A | Oslo",
        "@ A | Oslo Full Time",
        "Dev @ | Oslo Full Time",
        "\U0001f440 @ A | Oslo Full Time",
        "@" * 600,
        "|" * 600,
    ],
)
def test_what_does_not_read_like_a_job_is_refused(block):
    with pytest.raises(UnreadableBlockError):
        read_block(block)


def test_links_are_taken_once_and_only_those_of_jobs():
    page = """<a href="/job/1-dev/">Dev</a><a href="/about/">Dev</a>
    <a href="/job/2-dev/"><h2>Dev</h2><p>@ B | Oslo</p></a><a>Dev</a>"""
    _blocks, links = featured(page)
    assert [href for _text, href in links] == ["/job/1-dev/", "/job/2-dev/"]
    assert take_link({"title": "Dev", "company": "A"}, links) == "/job/1-dev/"
    assert take_link({"title": "Dev", "company": "A"}, links) == ""
    assert take_link({"title": "Dev", "company": "B"}, links) == "/job/2-dev/"


@pytest.mark.parametrize(
    "page", ["", "http://x.example", "Featured Job", "<div>" * 5000 + "Featured Job", "<![" * 1000]
)
def test_odd_pages_are_read_without_a_warning(page):
    blocks, _links = featured(page)
    assert blocks == [""] * page.count("Featured Job")
