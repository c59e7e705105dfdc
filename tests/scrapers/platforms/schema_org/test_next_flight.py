import json

from scrapers.platforms.schema_org import next_flight
from scrapers.platforms.schema_org.budget import Budget


def flight_rows(bodies):
    return next_flight.flight_rows(bodies, Budget())


def push(*texts):
    return [f"self.__next_f.push({json.dumps([1, text])})" for text in texts]


def text_row(name, text):
    return f"{name}:T{len(text.encode()):x},{text}"


def test_a_text_is_as_long_as_it_says_in_bytes_across_pushes():
    whole = text_row("1a", "d\u00e9j\u00e0\nvu") + '1b:{"k":"JobPosting"}\n' + text_row("2", "end")
    rows = flight_rows(push(whole[:9], whole[9:]))
    assert list(rows) == ["d\u00e9j\u00e0\nvu", {"k": "JobPosting"}, "end"]


def test_references_are_followed_and_escaped_dollars_are_money():
    row = '2:{"@type":"JobPosting","d":["$1","$9"],"pay":"$$15"}\n'
    _text, posting = flight_rows(push(text_row("1", "words") + row))
    assert posting == {"@type": "JobPosting", "d": ["words", "$9"], "pay": "$15"}


def test_other_rows_are_passed_over():
    rows = '1:HL["JobPosting"]\n2:I[1]\n3:{"a":1}\n4:{"JobPosting":\n5:"JobPosting"\n'
    rows += '6:["JobPosting"]\n'
    assert list(flight_rows(push(rows))) == [["JobPosting"]]


def test_broken_pushes_are_passed_over():
    bodies = ["self.__next_f.push([1,", "self.__next_f.push(" + "[" * 100_000]
    bodies += ["self.__next_f.push([0])", "self.__next_f.push([2,null])", "var x"]
    assert list(flight_rows(bodies + push('1:["JobPosting"]\n'))) == [["JobPosting"]]


def test_a_text_cut_short_is_what_is_there():
    assert list(flight_rows(push("1:Tffffffff,only this"))) == ["only this"]
