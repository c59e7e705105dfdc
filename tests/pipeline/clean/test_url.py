import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.clean.url import web_address
from pipeline.visible import visible


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://jobs.example.com/1?a=b#c", "https://jobs.example.com/1?a=b#c"),
        ("HTTP://jobs.example.com:8080/1", "HTTP://jobs.example.com:8080/1"),
        (" https://jobs.example.com/1\n", "https://jobs.example.com/1"),
        ("https://jobs.example.com/\n1", "https://jobs.example.com/1"),
        ("https://jobs.example.com/a b", "https://jobs.example.com/a%20b"),
        ("https://jobs.example.com/\x1b[31m\x9b", "https://jobs.example.com/%1B[31m%C2%9B"),
        ("https://jobs.example.com/\u202egnp.exe", "https://jobs.example.com/%E2%80%AEgnp.exe"),
        ("https://bücher.example/stelle-für-ml", "https://bücher.example/stelle-für-ml"),
        ("https://[2001:db8::1]/1", "https://[2001:db8::1]/1"),
    ],
)
def test_an_address_leads_to_the_same_page_and_hides_nothing(given, address):
    assert web_address(given) == address
    assert address.isprintable()


NO_ADDRESS = [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "ftp://jobs.example.com/1",
    "mailto:jobs@example.com",
    "/jobs/1",
    "//jobs.example.com/1",
    "jobs.example.com/1",
    "https://",
    "https:///jobs",
    "http://[::1/jobs",
    "https://jobs.example.com:abc/",
    "https://jobs.\u202eexample.com/",
    "https://jobs example.com/",
    "see our page",
]


@pytest.mark.parametrize("given", NO_ADDRESS)
def test_what_is_no_address_of_the_web_is_left_out_and_named(given):
    raw = RawPosting(source="s", source_key="1", url=given, title="ML Engineer")
    cleaned = clean(raw)
    assert cleaned.posting.url is None
    (issue,) = [issue for issue in cleaned.issues if issue.field == "url"]
    assert (issue.code, issue.severity) == ("url_unusable", "warning")
    shown = {"mailto:jobs@example.com": "[email]"}.get(given, visible(given))
    assert issue.raw_value == shown
    assert shown.isprintable()


def test_a_table_without_addresses_raises_no_issue():
    cleaned = clean(RawPosting(source="s", source_key="1", url="", title="ML Engineer"))
    assert not [issue for issue in cleaned.issues if issue.field == "url"]
