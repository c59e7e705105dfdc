import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.posting_text import lines, repair
from pipeline.text import html_text
from pipeline.text.html_text import html_to_text
from tests.support.rows import every_row

PIECES = (
    *("<p>", "</p>", "<br>", "<br/>", "<li>", "</li>", "<ul>", "</ul>", "<h2>", "</h2>", "<div>"),
    *("<b>", "</b>", "<a href='#'>", '<a href="x?a=1&amp;b=2" class="big">', "</a>", "<span >"),
    *("<", ">", "&", "&amp;", "&lt;", "&#39;", "&#x27;", "&#8217;", "&nbsp;", "&copy 2026", "&#7;"),
    *(" ", "\n", "word", "Ü", "</", "<!-- p -->", "<script>x</script>", "<td>", "<pre>", "\r"),
    *('<a title="a > b">', "<p", "<P CLASS=x>", "<p\n>", "</p >", "<title>", "<textarea>", "\x00"),
)


def text_of(source):
    return lines(repair(source)[0])


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_text_without_the_parser_is_the_text_of_the_parser(source):
    ours = text_of(html_to_text(source))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_text, "MARKUP", re.compile(""))
        assert ours == text_of(html_to_text(source))


@every_row("code", [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2000, 0x2100), 0x1F600])
def test_a_numbered_entity_is_read_as_by_the_parser(code):
    for source in (f"<p>a&#{code};b</p>", f"<p>a&#x{code:x};b</p>"):
        assert text_of(html_to_text(source)) == text_of(html_text._parsed(source))
