"""A site inside one's own networks is crawled where payband.toml names it, else refused."""

import json

import pytest

JOB = {"@type": "JobPosting", "title": "ML Engineer", "identifier": "1"}
PAGE = f'<script type="application/ld+json">{json.dumps(JOB)}</script>'


@pytest.mark.parametrize("named", [True, False])
def test_a_site_of_ones_own_is_crawled_where_it_is_named(payband, tmp_path, httpserver, named):
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    httpserver.expect_request("/jobs/1").respond_with_data(PAGE, content_type="text/html")
    place = f"{httpserver.host}:{httpserver.port}"
    listed = f'reachable_hosts = ["{place}"]\n' if named else ""
    (tmp_path / "payband.toml").write_text(f'contact = "a@example.com"\n{listed}')
    words = ["crawl", "jsonld", "--urls", f"http://{place}/jobs/1"]
    done = payband(*words, code=0 if named else 1)
    assert bool(httpserver.log) is named
    assert ("ssrf_blocked" in done.stderr) is not named
