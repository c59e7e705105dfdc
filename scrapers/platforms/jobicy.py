"""Jobicy: its API gives up to a hundred of the newest jobs of an industry."""

import html
from collections.abc import Mapping
from typing import Any

from scrapy.http import Response

from models.raw import PayField, RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import joined, keys, left_over, required, several, text

READ = keys(
    "id url jobTitle companyName jobType jobGeo jobLevel jobDescription pubDate"
    " salaryMin salaryMax salaryCurrency salaryPeriod annualSalaryMin annualSalaryMax"
)
KEPT = keys("jobIndustry jobSlug")
# A picture, and a shortened copy of the description.
IGNORED = keys("companyLogo jobExcerpt")


class JobicySpider(JsonApiSpider):
    """A window on the newest jobs: a job that left it may still be open."""

    records = "jobs"
    known = READ | KEPT | IGNORED

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. The API escapes its short texts as HTML.

        Raises MissingFieldError for a record without id, address or title.
        """
        return self.posting(
            response,
            source_key=required(record, "id"),
            url=required(record, "url"),
            title=required(record, "jobTitle"),
            company=text(record.get("companyName")),
            location=joined(html.unescape(text(record.get("jobGeo"))).split(",")),
            workplace="Remote",  # the board has no other jobs
            employment=joined(map(text, several(record.get("jobType")))),
            level=text(record.get("jobLevel")),
            salary_fields=pay_fields(record),
            posted=text(record.get("pubDate")),
            description_html=text(record.get("jobDescription")),
            extra=left_over(record, READ, IGNORED),
        )


def pay_fields(record: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return a job's pay. Until 2026 the field names held the period, which was always a year."""
    yearly = {**record, "unit": "annual"}
    return pay_range(
        record, "salaryMin", "salaryMax", "salaryCurrency", "salaryPeriod"
    ) or pay_range(yearly, "annualSalaryMin", "annualSalaryMax", "salaryCurrency", "unit")
