import pytest

from scrapers.platforms.schema_org.repair_json import mended, read_mended
from scrapers.readers.json_text import UnreadableJsonError

MENDED = [
    ("trailing commas", '{"a": 1, "b": [1, 2,],}', {"a": 1, "b": [1, 2]}),
    ("a missing comma after a string", '{"a": "x"\n"b": "y"}', {"a": "x", "b": "y"}),
    ("after a number", '{"a": 1\n"b": 2}', {"a": 1, "b": 2}),
    ("after an object", '{"a": {"c": 1}\n"b": 2}', {"a": {"c": 1}, "b": 2}),
    ("in a list", '[{"a": 1} {"b": 2}]', [{"a": 1}, {"b": 2}]),
    ("doubled and leading commas", '{,"a": 1,, "b": 2}', {"a": 1, "b": 2}),
    ("a line comment", '{"a": 1, // "b": 2\n}', {"a": 1}),
    ("a block comment", '{"a": /* one * of */ 1}', {"a": 1}),
    ("no comment in a string", '{"a": "http://x.example/*y*/",}', {"a": "http://x.example/*y*/"}),
    ("HTML comment marks", '<!--\n{"a": 1}\n-->', {"a": 1}),
    ("CDATA marks", "//<![CDATA[\n[[1]]\n//]]>", [[1]]),
    ("a semicolon", '{"a": 1};', {"a": 1}),
    ("an escaped apostrophe", r'{"a": "it\'s"}', {"a": "it's"}),
    ("a backslash that escapes nothing", r'{"a": "C:\Temp \u12"}', {"a": r"C:\Temp \u12"}),
    ("good escapes", r'{"a": "\"\\\n\u00e9",}', {"a": '"\\\n\u00e9'}),
    ("undefined", '{"a": undefined}', {"a": None}),
    ("two values", '{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
    ("all of it escaped", "{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", {"a": "b &amp; c"}),
    ("single quotes", "{'a': 'b'}", {"a": "b"}),
    ("bare keys", '{a: "b", c: [1]}', {"a": "b", "c": [1]}),
    ("control characters and a trailing comma", '{"a": "x\ny\x01",}', {"a": "x\ny\x01"}),
]


@pytest.mark.parametrize(("text", "value"), [m[1:] for m in MENDED], ids=[m[0] for m in MENDED])
def test_what_is_mended(text, value):
    assert read_mended(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "{ not json",
        '{"a": "cut sho',
        '{"a": {"b": 1}, "c": ',
        '{"a": "he said "hi" twice"}',
        "{'@type': 'JobPosting', 'o': {'@type': 'Organization'}, 'd': 'cut",
        "{'@type': 'A'} {'@type': }",
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_cannot_be_mended_is_refused_whole(text):
    with pytest.raises(UnreadableJsonError):
        read_mended(text)


@pytest.mark.parametrize(
    "piece", ['"\\', '\\"', "/*", "//", "a ", ",", "<!", "]]", "&quot;", "'a',"]
)
def test_a_long_line_of_rubbish_is_refused(piece):
    with pytest.raises(UnreadableJsonError):
        read_mended("{" + piece * 50_000)


def test_sound_json_is_only_put_in_a_list():
    text = '{"a":[1,-2.5e3,true,null,"x, {y}: [z] // w"],"b":{}}'
    assert mended(text) == f"[{text}]"
