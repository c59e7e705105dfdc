"""Personio: an XML feed gives an employer's whole board in one response.

https://developer.personio.de/docs/retrieving-open-job-positions
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.hosted import HostedSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.merge_rows import merge_rows
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    several,
)
from scrapers.readers.xml_text import as_record, read_xml

READ = keys(
    "id name subcompany office additionalOffices employmentType schedule seniority workplaceType"
    " createdAt jobDescriptions salaryInformation"
)
# Not read; kept in `extra`.
KEPT = keys(
    "department recruitingCategory yearsOfExperience keywords occupation occupationCategory"
)


class PersonioSpider(HostedSpider):
    """Boards on Personio, under jobs.personio.com; the token of an older board is its host."""

    platform = "personio"
    domain = "jobs.personio.com"
    listing = "/xml?language=en"
    known = READ | KEPT

    def parse(self, response: Response) -> Iterator[RawPosting]:
        """Yield every posting of a feed once. Raises UnreadableXmlError for anything but a feed."""
        feed = read_xml(response.body, "workzag-jobs")
        positions = map(as_record, feed.iterchildren("position"))
        listed = merge_rows(positions, "id", "office", offices)
        yield from self.read_each(response, listed, self.read)

    def read(self, response: Response, position: Mapping[str, Any]) -> RawPosting:
        """Return one posting."""
        token = self.board(response).token
        return self.posting(response, **fields(position, response.url, token))


def fields(position: Mapping[str, Any], page: str, token: str) -> dict[str, Any]:
    """Return the fields of a RawPosting for one position with a list of offices.

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
        "salary_fields": pay_range(
            mapping(position.get("salaryInformation")), "min", "max", "currencyCode", "type"
        ),
        "posted": said(position.get("createdAt")),
        "description_html": description(position),
        "extra": left_over(position, READ),
    }


def offices(position: Mapping[str, Any]) -> list[str]:
    """Return the office and the additional ones."""
    others = several(mapping(position.get("additionalOffices")).get("office"))
    return [said(office) for office in (position.get("office"), *others)]


def description(position: Mapping[str, Any]) -> str:
    """Return the sections of the description as HTML, each with its name as heading."""
    stated = records(several(mapping(position.get("jobDescriptions")).get("jobDescription")))
    return sections((said(part.get("name")), said(part.get("value"))) for part in stated)
