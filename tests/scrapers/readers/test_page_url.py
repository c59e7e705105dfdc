import pytest

from scrapers.readers.page_url import absolute, slug, without_tracking


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://A.example/Job/1", "a.example/Job/1"),
        ("http://a.example/job/1/", "a.example/job/1"),
        ("https://a.example/job?id=1&utm_source=x&UTM_Medium=y", "a.example/job?id=1"),
        ("https://a.example/job?gh_jid=4&gh_src=z&gclid=1", "a.example/job?gh_jid=4"),
        ("https://a.example/job?ref=JOB-12&b=", "a.example/job?ref=JOB-12&b="),
        ("https://a.example/jobs#data-engineer", "a.example/jobs#data-engineer"),
    ],
)
def test_one_key_for_one_posting(url, key):
    assert without_tracking(url) == key
    assert without_tracking(f"https://{key}") == key


@pytest.mark.parametrize(
    ("candidates", "url"),
    [
        ([], "https://a.example/p"),
        (["", "  ", "b"], "https://a.example/b"),
        (["//c.example/x"], "https://c.example/x"),
        (["https://c.example"], "https://a.example/p"),
        (["data:text/html,x", "mailto:x@c.example"], "https://a.example/p"),
        (["http://[::1/x", "https://c.example/y"], "https://c.example/y"),
    ],
)
def test_absolute(candidates, url):
    assert absolute("https://a.example/p", candidates) == url


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("Cere Network", "Lead Developer (AI)"), "cere-network-lead-developer-ai"),
        (("Société Née", "C++ & Zürich"), "societe-nee-c-zurich"),
        (("A", "", "B"), "a-b"),
        (("Asanagi", "データ分析"), "asanagi-データ分析"),
        (("Expert โ€“ AI",), "expert-ai"),
        (("Expert – AI",), "expert-ai"),
        (("…", "x"), "x"),
        ((), ""),
    ],
)
def test_slug(words, key):
    assert slug(*words) == key
