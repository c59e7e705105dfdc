"""USAJobs: the search API for federal jobs of the United States; it needs a key."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import add_or_replace_parameter

from models.raw import PayField, RawPosting
from pipeline.config import load_settings
from pipeline.errors import UsageError
from scrapers.downloader.credentials import Credential, signed
from scrapers.plan import Plan
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import as_html, sections
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    several,
    text,
)

ORIGIN = "https://data.usajobs.gov"
SEARCH = f"{ORIGIN}/api/search?Keyword={{words}}&ResultsPerPage=500&Page=1"

# Keys of a search result, and of the announcement in it.
RESULT = keys("MatchedObjectId MatchedObjectDescriptor RelevanceScore RelevanceRank")
READ = keys(
    "PositionTitle PositionURI OrganizationName PositionSchedule PositionOfferingType"
    " PositionRemuneration PublicationStartDate PositionStartDate ApplicationCloseDate"
    " PositionEndDate QualificationSummary"
)
# Read in part or not at all; the whole value is kept in `extra`.
KEPT = keys("PositionID DepartmentName SubAgency JobCategory JobGrade PositionLocationDisplay")
# The application form, places repeated with streets and coordinates, and the text in one piece.
IGNORED = keys("ApplyURI PositionLocation PositionFormattedDescription UserArea")

PARTS = {"JobSummary": "", "MajorDuties": "Duties", "Education": "Education"}


class UsaJobsSpider(JsonApiSpider):
    """Searches by role. Each request carries the key and the e-mail address it was given to."""

    records = "SearchResult.SearchResultItems"
    origin: ClassVar[str] = ORIGIN
    known = RESULT | READ | KEPT | IGNORED

    def make_plan(self, replayed: str | None) -> Plan:
        """Return the plan. Raises UsageError for a live crawl without a key."""
        if not replayed and not self.credential().complete:
            raise UsageError(
                "usajobs needs a key of your own: ask for one at https://developer.usajobs.gov, "
                "then set usajobs_key and usajobs_email (the address it was given to) in "
                "payband.toml, or PAYBAND_USAJOBS_KEY and PAYBAND_USAJOBS_EMAIL"
            )
        return super().make_plan(replayed)

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        async for request in super().start():
            yield signed(request, self.credential())

    def next_page(self, response: Response, page: Any, count: int) -> Request | None:
        """Return the request for the next page, up to the number of pages in the response."""
        number = int(parse_qs(urlsplit(response.url).query).get("Page", ["1"])[0])
        area = mapping(mapping(page.get("SearchResult")).get("UserArea"))
        pages = text(area.get("NumberOfPages"))
        if not count or not pages.isdecimal() or number >= int(pages):
            return None
        following = add_or_replace_parameter(response.url, "Page", str(number + 1))
        return signed(Request(following, self.parse), self.credential())

    def credential(self) -> Credential:
        """Return the key as the API's headers; blank where no key is set."""
        settings = load_settings()
        key = settings.usajobs_key.get_secret_value()
        headers = {"Authorization-Key": key, "User-Agent": settings.usajobs_email}
        return Credential(type(self).origin, headers=headers)

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, title or address."""
        job = mapping(record.get("MatchedObjectDescriptor"))
        self.signal(job)
        details = mapping(mapping(job.get("UserArea")).get("Details"))
        return self.posting(
            response,
            source_key=required(record, "MatchedObjectId"),
            url=required(job, "PositionURI").replace(":443/", "/"),
            title=required(job, "PositionTitle"),
            company=text(job.get("OrganizationName")),
            location=places(job),
            workplace="Remote" if details.get("RemoteIndicator") is True else "",
            employment=names(job, "PositionSchedule", "PositionOfferingType"),
            salary_fields=tuple(pay_fields(job)),
            posted=text(job.get("PublicationStartDate")) or text(job.get("PositionStartDate")),
            closes=text(job.get("ApplicationCloseDate")) or text(job.get("PositionEndDate")),
            description_html=sections(description(job, details)),
            country="US",
            extra=left_over(job, READ, IGNORED),
        )


def places(job: Mapping[str, Any]) -> str:
    """Return the places by name ("Anchorage, Alaska"); the display text has only their number."""
    named = (text(place.get("LocationName")) for place in records(job.get("PositionLocation")))
    return joined(named) or text(job.get("PositionLocationDisplay"))


def names(job: Mapping[str, Any], *kinds: str) -> str:
    """Return the names in lists of `{Name, Code}` records."""
    return joined(text(entry.get("Name")) for kind in kinds for entry in records(job.get(kind)))


def pay_fields(job: Mapping[str, Any]) -> Iterator[PayField]:
    """Yield each pay range in US dollars: the API states no currency, as federal pay has only one.

    The period is its code (PA, PH), or its text where there is no code.
    """
    for pay in records(job.get("PositionRemuneration")):
        yield PayField(
            min=text(pay.get("MinimumRange")),
            max=text(pay.get("MaximumRange")),
            currency="USD",
            unit=text(pay.get("RateIntervalCode")) or text(pay.get("Description")),
        )


def description(job: Mapping[str, Any], details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the parts of the announcement that describe the job, as heading and text."""
    for key, heading in PARTS.items():
        yield heading, "<br>\n".join(as_html(text(part)) for part in several(details.get(key)))
    yield "Qualifications", as_html(text(job.get("QualificationSummary")))
