"""Remotive: its API gives every active job of the board in one response."""

from collections.abc import Mapping
from typing import Any

from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.record_values import keys, left_over, required, text

READ = keys(
    "id url title company_name job_type publication_date candidate_required_location salary"
    " description"
)
KEPT = keys("category tags")
IGNORED = keys("company_logo company_logo_url")  # pictures


class RemotiveSpider(JsonApiSpider):
    """One request for all jobs. The site blocks more than four a day or two a minute."""

    records = "jobs"
    known = READ | KEPT | IGNORED

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without id, address or title."""
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=required(record, "url"),
            title=required(record, "title"),
            company=text(record.get("company_name")),
            location=text(record.get("candidate_required_location")),
            workplace="Remote",  # the board has no other jobs
            employment=text(record.get("job_type")),
            salary=text(record.get("salary")),
            posted=text(record.get("publication_date")),
            description_html=text(record.get("description")),
            extra=left_over(record, READ, IGNORED),
        )
