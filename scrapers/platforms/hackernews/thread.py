"""Hacker News "Who is hiring?": one thread a month, one comment per employer, one or more jobs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response

from models.raw import RawPosting
from scrapers.base import BaseJobSpider
from scrapers.platforms.hackernews.comment import description, roles, seeks_work
from scrapers.platforms.hackernews.opening import Opening
from scrapers.readers.json_text import UnreadableJsonError, read_json
from scrapers.readers.page_url import slug
from scrapers.readers.record_values import keys, left_over, records, required, text

THREADS = (
    "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=12"
)
THREAD = "https://hn.algolia.com/api/v1/items/{id}"
ITEM = "https://hacker-news.firebaseio.com/v0/item/{id}.json"
COMMENT = "https://news.ycombinator.com/item?id={id}"

_TITLE = re.compile(r"Ask HN: Who is hiring\?", re.IGNORECASE)

READ = keys("id objectID text comment_text created_at time parent_id parent story_id")
KEPT = keys("story_title")
# The author, the answers, and keys that an API adds.
IGNORED = keys(
    "author by children kids points title type url options created_at_i updated_at story_url"
    " num_comments deleted dead _tags _highlightResult"
)
SAID = ("title", "company", "location", "workplace", "employment", "salary")


class HackerNewsSpider(BaseJobSpider):
    """Reads the newest threads, each in one response; `threads` is how many.

    A thread is a window: employers post their open jobs again next month. The site's own API has
    an address for each comment. It is read where `urls` name a thread of it.
    """

    known = READ | KEPT | IGNORED
    threads: int | str = 2

    def parse(self, response: Response) -> Iterator[RawPosting | Request]:
        """Yield the postings of a thread, a search or a comment, or the requests for them.

        Raises UnreadableJsonError for anything else.
        """
        page = read_json(response.text)
        if isinstance(page, list):  # items of the site's own API, saved in one file
            found = [item for item in page if not _is_story(item)]
            yield from self.comments(response, found, most_answered(found))
        elif not isinstance(page, dict):
            raise UnreadableJsonError("no record")
        elif isinstance(page.get("children"), list):
            yield from self.comments(response, page["children"], text(page.get("id")))
        elif isinstance(page.get("hits"), list):
            yield from self.searched(response, page["hits"])
        elif _is_story(page):
            yield from (Request(ITEM.format(id=kid), self.parse) for kid in page.get("kids", ()))
        elif "type" in page:
            yield from self.comments(response, [page], text(page.get("parent")))
        else:
            raise UnreadableJsonError("not a thread, a search or a comment")

    def searched(self, response: Response, hits: list[Any]) -> Iterator[RawPosting | Request]:
        """Yield the postings of found comments, or the requests for found threads."""
        if any(hit.get("comment_text") for hit in records(hits)):
            yield from self.comments(response, hits, "")
        else:
            yield from self.newest(records(hits))

    def newest(self, stories: list[Mapping[str, Any]]) -> Iterator[Request]:
        """Yield the requests for the newest threads; skip those for people who look for a job."""
        found = [story for story in stories if _TITLE.match(text(story.get("title")))]
        for story in found[: int(self.threads)]:
            yield Request(THREAD.format(id=required(story, "objectID")), self.parse)

    def comments(self, response: Response, found: list[Any], thread: str) -> Iterator[RawPosting]:
        """Yield the postings of comments."""

        def read(response: Response, comment: Mapping[str, Any]) -> list[RawPosting] | None:
            return self.read(response, comment, thread or text(comment.get("story_id")))

        for postings in self.read_each(response, found, read):
            yield from postings

    def read(
        self, response: Response, comment: Mapping[str, Any], thread: str
    ) -> list[RawPosting] | None:
        """Return a posting for each job of a comment; None for a comment without a job.

        Raises MissingFieldError for a comment without an id.
        """
        key, body = required(comment, "id", "objectID"), words(comment)
        found = roles(body)
        if reason := why_not(comment, thread, body) or ("" if found else "no_job"):
            self.rule_out(response, reason)
            return None
        return [
            self.posting(
                response,
                source_key=own,
                url=COMMENT.format(id=key),
                posted=text(comment.get("created_at")) or text(comment.get("time")),
                description_html=description(body, role, found),
                extra=left_over(comment, READ, IGNORED),
                **{name: getattr(role, name) for name in SAID},
            )
            for role, own in zip(found, own_keys(key, found), strict=True)
        ]


def own_keys(key: str, jobs: Sequence[Opening]) -> list[str]:
    """Return a key for each job of the comment `key`; namesakes have their place in it."""
    if len(jobs) == 1:
        return [key]
    counted = Counter(job.title.casefold() for job in jobs)
    names = (
        job.title if counted[job.title.casefold()] == 1 else f"{job.title} {job.location}"
        for job in jobs
    )
    return [f"{key}:{slug(name)}" for name in names]


def words(comment: Mapping[str, Any]) -> str:
    """Return a comment's HTML; the two APIs use different keys."""
    return text(comment.get("text")) or text(comment.get("comment_text"))


def why_not(comment: Mapping[str, Any], thread: str, body: str) -> str:
    """Return why a comment is not an employer's; "" where it may be."""
    gone = comment.get("deleted") is True or comment.get("dead") is True
    if gone or body.strip() in ("", "[deleted]", "[dead]", "[flagged]"):
        return "deleted"
    if seeks_work(body):
        return "seeks_work"
    return "" if parent(comment) == thread else "reply"


def parent(comment: Mapping[str, Any]) -> str:
    """Return the id of the item that a comment answers."""
    return text(comment.get("parent_id")) or text(comment.get("parent"))


def most_answered(items: list[Any]) -> str:
    """Return the id that most items answer: the thread, for the items of a thread."""
    counted = Counter(parent(item) for item in records(items))
    return max(counted, key=lambda name: counted[name], default="")


def _is_story(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "story" and "children" not in item
