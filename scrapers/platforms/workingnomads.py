"""Working Nomads: a board of remote jobs; its newest are in one response."""

import re
from collections.abc import Mapping
from typing import Any

from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.page_url import without_tracking
from scrapers.readers.record_values import keys, left_over, required, text

READ = keys("url title description company_name location pub_date")
KEPT = keys("category_name tags")

_ID_IN_ADDRESS = re.compile(r"/job/go/(\d+)")


class WorkingNomadsSpider(JsonApiSpider):
    """A window on the newest jobs: a job that left it may still be open."""

    known = READ | KEPT

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting:
        """Return one posting. Raises MissingFieldError for one without address or title."""
        url = required(record, "url")
        in_address = _ID_IN_ADDRESS.search(url)
        company = text(record.get("company_name")).strip()
        return self.posting(
            response,
            source_key=in_address[1] if in_address else without_tracking(url),
            url=url,
            title=without_company(required(record, "title"), company),
            company=company,
            location=text(record.get("location")),
            workplace="Remote",  # the board has no other jobs
            posted=text(record.get("pub_date")),
            description_html=text(record.get("description")),
            extra=left_over(record, READ),
        )


def without_company(title: str, company: str) -> str:
    """Return a title without the employer's name and separator that some records put first."""
    rest = title.removeprefix(company).lstrip() if company else title
    return rest[1:].strip() or title if rest[:1] in (":", "|", "-", "\u2013") else title
