import json

import pytest

from scrapers.readers.json_text import UnreadableJsonError

OFFER = "Hollowbeam | Data Engineer | Leeds"


def comment(**more):
    return {"id": 7, "parent_id": 1, "text": OFFER, "created_at": "2026-10-01T15:02:11Z", **more}


def thread(*comments):
    return json.dumps({"id": 1, "type": "story", "children": list(comments)})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "deleted"),
        ("", "deleted"),
        (" [flagged] ", "deleted"),
        ("Nice thread.", "no_job"),
        (OFFER, ""),
    ],
)
def test_what_is_no_offer_is_ruled_out_with_a_reason(text, reason, read):
    page = read("hackernews", thread(comment(text=text)))
    assert page.ruled_out == ({reason: 1} if reason else {})
    assert len(page.postings) == (0 if reason else 1)


@pytest.mark.parametrize(("parent", "offers"), [(1, 1), ("1", 1), (2, 0), (None, 0)])
def test_only_what_answers_the_thread_itself_is_an_offer(parent, offers, read):
    page = read("hackernews", thread(comment(parent_id=parent)))
    assert len(page.postings) == offers
    assert page.ruled_out == ({} if offers else {"reply": 1})


def test_one_job_has_the_comments_id_and_several_have_their_names_beside_it(read):
    one = read("hackernews", thread(comment()))
    two = read(
        "hackernews", thread(comment(text="Hollowbeam | Data Engineer, ML Engineer | Leeds"))
    )
    assert [p.source_key for p in one.postings] == ["7"]
    assert [p.source_key for p in two.postings] == ["7:data-engineer", "7:ml-engineer"]
    assert {p.url for p in two.postings} == {"https://news.ycombinator.com/item?id=7"}


def test_whoever_wrote_it_is_left_out(read):
    page = read("hackernews", thread(comment(author="some_body")))
    assert "some_body" not in page.as_json()


@pytest.mark.parametrize(
    ("count", "asked"), [(0, []), (1, [11]), ("3", [11, 13, 14]), (9, [11, 13, 14])]
)
def test_the_newest_threads_are_asked_for(count, asked, read):
    stories = [
        {"objectID": "11", "title": "Ask HN: Who is hiring? (October 2026)", "comment_text": None},
        {"objectID": "12", "title": "Ask HN: Who wants to be hired? (October 2026)"},
        {"objectID": "13", "title": "Ask HN: Who is Hiring? (September 2026)"},
        {"objectID": "14", "title": "Ask HN: Who is hiring? (August 2026)"},
    ]
    page = read("hackernews", json.dumps({"hits": stories}))
    page.spider.threads = count
    urls = [r.url for r in page.spider.parse(page.response)]
    assert urls == [f"https://hn.algolia.com/api/v1/items/{n}" for n in asked]


ITEM = {"id": 7, "type": "comment", "parent": 1, "time": 1790866931, "text": OFFER, "by": "x"}


def test_the_sites_own_interface_is_asked_for_each_comment(read):
    page = read("hackernews", json.dumps({"id": 1, "type": "story", "kids": [7, 8]}))
    urls = [f"https://hacker-news.firebaseio.com/v0/item/{n}.json" for n in (7, 8)]
    assert [r.url for r in page.asked] == urls
    assert read("hackernews", json.dumps({"id": 1, "type": "story"})).asked == []


def test_a_comment_of_the_sites_own_interface(read):
    (posting,) = read("hackernews", json.dumps(ITEM)).postings
    assert (posting.source_key, posting.title, posting.posted) == (
        "7",
        "Data Engineer",
        "1790866931",
    )
    for gone in ({"deleted": True}, {"dead": True}):
        assert read("hackernews", json.dumps(ITEM | gone)).ruled_out == {"deleted": 1}


def test_items_of_a_thread_in_one_file(read):
    story = {"id": 1, "type": "story", "title": "Ask HN: Who is hiring? (October 2026)"}
    items = [story, ITEM, ITEM | {"id": 8}, ITEM | {"id": 9, "parent": 7}, None]
    page = read("hackernews", json.dumps(items))
    assert [p.source_key for p in page.postings] == ["7", "8"]
    assert page.ruled_out == {"reply": 1}
    assert len(page.refused) == 1


@pytest.mark.parametrize("body", ["<html>", "{}", '{"hits": {}}', '{"children": null}', "5"])
def test_a_page_that_is_neither_is_an_error(body, read):
    with pytest.raises(UnreadableJsonError):
        read("hackernews", body)
