"""Remote OK: its API gives the newest hundred or so jobs of the board in one response."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scrapy.http import Response

from models.raw import PayField, RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import keys, left_over, required, text

READ = keys("id url position company location salary_min salary_max date epoch description")
KEPT = keys("tags slug original verified")
# Pictures, the application form, and the legal notice before the jobs.
IGNORED = keys("apply_url company_logo logo last_updated legal")

# A request to applicants, with a word and a tag that differ at each request.
BEACON = re.compile(
    r"\s{0,9}(?:<(?!/)[^<>]{0,99}>\s{0,9}){0,5}Please mention the word\b.*", re.DOTALL
)


class RemoteOkSpider(JsonApiSpider):
    """A window on the newest jobs: a job that left it may still be open."""

    known = READ | KEPT | IGNORED

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting | None:
        """Return one posting; None for the legal notice, which is the first record.

        Raises MissingFieldError for a record without id, address or title.
        """
        if "legal" in record and "id" not in record:
            return None
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=required(record, "url"),
            title=required(record, "position"),
            company=text(record.get("company")),
            location=text(record.get("location")),
            workplace="Remote",  # the board has no other jobs
            salary_fields=pay_fields(record),
            posted=text(record.get("date")) or text(record.get("epoch")),
            description_html=BEACON.sub("", text(record.get("description"))),
            extra=left_over(record, READ, IGNORED),
        )


def pay_fields(record: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return a job's pay. The board states all pay in US dollars, without a period."""
    return tuple(replace(p, currency="USD") for p in pay_range(record, "salary_min", "salary_max"))
