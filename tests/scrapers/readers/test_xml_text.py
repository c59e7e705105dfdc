import pytest

from scrapers.readers.xml_text import UnreadableXmlError, as_record, read_xml

BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("xml", "record"),
    [
        ("<r>a</r>", "a"),
        ("<r>\n <a>1</a>\n</r>", {"a": "1"}),
        ("<r><a>1</a><b/><a>2</a><a> 3 </a></r>", {"a": ["1", "2", "3"], "b": ""}),
        ("<r><a><![CDATA[<p>x &amp; y</p>]]></a></r>", {"a": "<p>x &amp; y</p>"}),
        ("<r><a>x &amp; y</a><!-- no --><?php no ?></r>", {"a": "x & y"}),
        ("<r><a>tab\x0bstop</a></r>", {"a": "tabstop"}),
        ("<r><a><b>1</b></a><a/></r>", {"a": [{"b": "1"}, ""]}),
    ],
)
def test_an_element_as_a_record(xml, record):
    assert as_record(read_xml(xml.encode(), "r")) == record


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_document_says_its_encoding(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><r>Zürich</r>'
    assert as_record(read_xml(xml.encode(encoding), "r")) == "Zürich"


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<html><body>Sorry</body></html>",
        "<r><a></r>",
        "<r><a>cut off",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/r.dtd"><r/>',
        f'<!DOCTYPE r [<!ENTITY e0 "ha">{BOMB}]><r>&e9;</r>',
        "<r>" + "<a>" * 100_000,
    ],
)
def test_what_is_no_feed_is_an_error_of_ours(xml):
    with pytest.raises(UnreadableXmlError):
        read_xml(xml.encode(), "r")
