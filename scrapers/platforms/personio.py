"""Personio: an XML feed gives an employer's whole board in one response.

https://developer.personio.de/docs/retrieving-open-job-positions
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Response

from models.raw import PayField, RawPosting
from scrapers.platforms.hosted import HostedSpider
from scrapers.platforms.one_row import one_row_each
from scrapers.platforms.values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    several,
    text,
)
from scrapers.platforms.xml_text import as_record, read_xml

READ = keys(
    "id name subcompany office additionalOffices employmentType schedule seniority workplaceType"
    " createdAt jobDescriptions salaryInformation"
)
# Kept whole in `extra`.
KEPT = keys(
    "department recruitingCategory yearsOfExperience keywords occupation occupationCategory"
)


class PersonioSpider(HostedSpider):
    """Boards on Personio: a token alone is under jobs.personio.com; an older one names its host."""

    platform = "personio"
    domain = "jobs.personio.com"
    listing = "/xml?language=en"
    known = READ | KEPT

    def parse(self, response: Response) -> Iterator[RawPosting]:
        """Yield every posting of a feed, each once. Raises UnreadableXmlError where it is none."""
        feed = read_xml(response.body, "workzag-jobs")
        positions = map(as_record, feed.iterchildren("position"))
        listed = one_row_each(positions, "id", "office", offices)
        yield from self.read_each(response, listed, self.read)

    def read(self, response: Response, position: Mapping[str, Any]) -> RawPosting:
        """Return one posting."""
        token = self.board(response).token
        return self.posting(response, **fields(position, response.url, token))


def fields(position: Mapping[str, Any], page: str, token: str) -> dict[str, Any]:
    """Return the fields of a RawPosting for one position, whose offices are a list.

    Raises MissingFieldError for a position without id or name.
    """
    key = required(position, "id")
    return {
        "source_key": f"{token}:{key}",
        "url": urljoin(page, f"/job/{key}"),  # the feed has no addresses
        "title": required(position, "name"),
        "company": said(position.get("subcompany")),
        "location": joined(position["office"]),
        "workplace": said(position.get("workplaceType")),
        "employment": joined(said(position.get(k)) for k in ("employmentType", "schedule")),
        "level": said(position.get("seniority")),
        "salary_fields": pay_fields(position),
        "posted": said(position.get("createdAt")),
        "description_html": description(position),
        "extra": left_over(position, READ),
    }


def offices(position: Mapping[str, Any]) -> list[str]:
    """Return the office and the additional ones."""
    others = several(mapping(position.get("additionalOffices")).get("office"))
    return [said(office) for office in (position.get("office"), *others)]


def pay_fields(position: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return the pay a position states, in Personio's own structure."""
    pay = mapping(position.get("salaryInformation"))
    field = PayField(
        min=text(pay.get("min")),
        max=text(pay.get("max")),
        currency=text(pay.get("currencyCode")),
        unit=text(pay.get("type")),
    )
    return (field,) if field.min or field.max else ()


def description(position: Mapping[str, Any]) -> str:
    """Return the sections of the description as HTML, each under its name."""
    sections = several(mapping(position.get("jobDescriptions")).get("jobDescription"))
    parts = []
    for section in records(sections):
        name, value = said(section.get("name")), said(section.get("value"))
        parts += [f"<h3>{html.escape(name)}</h3>"] if name and value else []
        parts += [value] if value else []
    return "\n".join(parts)
