import json
import math

import pytest

from scrapers.readers.json_text import MAX_DEPTH, UnreadableJsonError, read_json, records_at


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, "x", true, null]}', {"a": [1, 2.5, "x", True, None]}),
        ('\ufeff{"a": 1}', {"a": 1}),
        ('"line\nand\ttab"', "line\nand\ttab"),
        ("[NaN, Infinity, -Infinity]", [None, None, None]),
        ("9" * 40, int("9" * 40)),
        ("9" * 5000, "9" * 5000),
        ("-1e999", "-1e999"),
        ("1e300", 1e300),
        (r'"\ud83d\ude00"', "\U0001f600"),
    ],
)
def test_what_is_read(text, value):
    assert read_json(text) == value


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", '{"a": 1,}', "[1] [2]", "<html>"])
def test_what_is_no_json(text):
    with pytest.raises(UnreadableJsonError):
        read_json(text)


def test_depth_has_a_limit_far_below_what_later_readers_bear():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert json.dumps(read_json(deepest)) == deepest
    with pytest.raises(UnreadableJsonError, match=f"deeper than {MAX_DEPTH}"):
        read_json(f"[{deepest}]")


@pytest.mark.parametrize("inner", ['{"a":', "["])
def test_depth_past_the_parsers_own_limit_is_refused_too(inner):
    with pytest.raises(UnreadableJsonError):
        read_json(inner * 100_000)


def test_everything_read_can_be_written_as_strict_json():
    value = read_json('[NaN, 1e999, -1e999, {"a": Infinity}, ' + "9" * 5000 + "]")
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    assert not any(isinstance(v, float) and math.isinf(v) for v in value)


@pytest.mark.parametrize(
    ("page", "path"),
    [({"jobs": [1], "meta": {}}, "jobs"), ([1], ""), ({"a": {"b": [1]}}, "a.b")],
)
def test_a_list_of_records(page, path):
    assert records_at(page, path) == [1]


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ({}, "jobs"),
        ({"jobs": {}}, "jobs"),
        ({"jobs": None}, "jobs"),
        ([], "jobs"),
        (5, "jobs"),
        ({}, ""),
        ({"a": [1]}, "a.b"),
    ],
)
def test_a_page_without_the_list_is_no_board(page, path):
    with pytest.raises(UnreadableJsonError, match=f"no list of {path or 'records'}"):
        records_at(page, path)
