import pytest

from scrapers.platforms.schema_org.text import description


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({}, ""),
        ({"description": "<p>Plain</p>"}, "<p>Plain</p>"),
        ({"description": "UNAVAILABLE", "qualifications": "N/A"}, ""),
        ({"description": "&lt;p&gt;R&amp;amp;D&lt;/p&gt;"}, "<p>R&amp;D</p>"),
        ({"description": "a<br>&lt;b&gt;b&lt;/b&gt;"}, "a<br><b>b</b>"),
        ({"description": "a &lt; b &amp;&amp; c"}, "a &lt; b &amp;&amp; c"),
        ({"description": "Write &lt;input&gt; fields"}, "Write &lt;input&gt; fields"),
        ({"description": r"One\n\nTwo\r\n<b>Three</b>"}, "One\n\nTwo\n<b>Three</b>"),
        ({"description": r"C:\new \rules"}, r"C:\new \rules"),
        (
            {"description": "A", "responsibilities": "B", "qualifications": ["C", "D"]},
            "<div>A</div>\n<div>B</div>\n<div>C\nD</div>",
        ),
        ({"description": "A, then B", "responsibilities": "B"}, "A, then B"),
        ({"responsibilities": "B"}, "B"),
        ({"description": {"a": 1}, "responsibilities": "B"}, "B"),
    ],
)
def test_description(node, html):
    assert description(node) == html
