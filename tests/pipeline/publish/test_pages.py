"""What holds for every page: templates are compiled once, filters are of each page."""

import pytest
from jinja2 import DictLoader, Environment

from pipeline.publish import pages


@pytest.fixture
def own_templates(monkeypatch):
    made = pages.environment
    loader = DictLoader({"a.j2": "{{ 'x' | told }}"})

    def environment():
        found = made()
        found.loader = loader
        return found

    monkeypatch.setattr(pages, "environment", environment)


def test_a_template_is_compiled_once(own_templates, monkeypatch):
    filters = {"told": str.upper}
    first = pages.render_page("a.j2", {}, filters=filters)
    monkeypatch.setattr(Environment, "compile", pytest.fail)
    assert pages.render_page("a.j2", {}, filters=filters) == first == "X"


def test_a_page_has_the_filters_of_its_own(own_templates):
    for told in (str.upper, str.title, str.lower):
        assert pages.render_page("a.j2", {}, filters={"told": told}) == told("x")
