"""Pinpoint: a careers page's JSON gives an employer's whole board in one response."""

from collections.abc import Mapping
from typing import Any

from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.hosted import HostedSpider
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import joined, keys, left_over, mapping, required, said, text

# The parts of a description; each may have its heading in a key ending in `_header`.
PARTS = ("description", "key_responsibilities", "skills_knowledge_expertise", "benefits")

READ = keys(
    "id title url path location workplace_type employment_type employment_type_text deadline_at"
    " first_published_at compensation compensation_visible compensation_minimum"
    " compensation_maximum compensation_currency compensation_frequency"
) | {name for part in PARTS for name in (part, f"{part}_header")}
KEPT = keys("job department division requisition_id")
# The application form, repeated texts, and the manager of the job.
IGNORED = keys("application_form_url workplace_type_text reporting_to")


class PinpointSpider(HostedSpider, JsonApiSpider):
    """Boards on Pinpoint."""

    platform = "pinpoint"
    domain = "pinpointhq.com"
    listing = "/postings.json"
    records = "data"
    known = READ | KEPT | IGNORED

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, title or address."""
        shown = record.get("compensation_visible") is not False
        return self.posting(
            response,
            source_key=f"{self.board(response).token}:{required(record, 'id')}",
            url=response.urljoin(required(record, "url", "path")),
            title=required(record, "title"),
            location=place(mapping(record.get("location"))),
            workplace=text(record.get("workplace_type")),
            employment=text(record.get("employment_type_text"))
            or text(record.get("employment_type")),
            # The employer's own switch: figures that it hides are not an offer.
            salary=text(record.get("compensation")) if shown else "",
            salary_fields=pay(record) if shown else (),
            posted=text(record.get("first_published_at")),
            closes=text(record.get("deadline_at")),
            description_html=sections(
                (text(record.get(f"{part}_header")), text(record.get(part))) for part in PARTS
            ),
            extra=left_over(record, READ, IGNORED),
        )


def pay(record: Mapping[str, Any]) -> Any:
    """Return the pay a posting states in its fields."""
    names = ("minimum", "maximum", "currency", "frequency")
    return pay_range(record, *(f"compensation_{name}" for name in names))


def place(location: Mapping[str, Any]) -> str:
    """Return "City, Province" of a place, or else its name."""
    parts = joined((said(location.get("city")), said(location.get("province"))), ", ")
    return parts or said(location.get("name"))
