"""Recruitee: the careers-site API gives an employer's whole board in one response.

https://docs.recruitee.com/reference/intro-to-careers-site-api
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Response

from models.raw import RawPosting
from scrapers.platforms.hosted import HostedSpider
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.html_parts import sections
from scrapers.readers.pay_range import pay_range
from scrapers.readers.record_values import (
    joined,
    keys,
    left_over,
    mapping,
    records,
    required,
    said,
    text,
)

READ = keys(
    "id title slug careers_url company_name location locations city country state_name salary"
    " remote hybrid on_site employment_type_code experience_code published_at created_at close_at"
    " description requirements status"
)
# Read in part or not at all; the whole value is kept in `extra`.
KEPT = keys(
    "guid department category_code education_code tags highlight country_code state_code updated_at"
    " min_hours max_hours min_hours_per_week max_hours_per_week"
)
# The application form, pictures, repeated texts, and an e-mail address.
IGNORED = keys(
    "careers_apply_url mailbox_email translations position postal_code street dynamic_fields"
    " open_questions locations_question locations_question_required locations_question_type"
    " location_question_visible location_ids cover_image sharing_image sharing_title"
    " sharing_description options_cv options_cover_letter options_photo options_phone"
    " options_salutation options_title video_url eeo_settings"
)

# The workplace of each flag, most telling first: a hybrid job may also have the other flags.
WORKPLACES = ("hybrid", "remote", "on_site")


class RecruiteeSpider(HostedSpider, JsonApiSpider):
    """Boards on Recruitee, under its domain or the employer's own."""

    platform = "recruitee"
    domain = "recruitee.com"
    listing = "/api/offers/"
    records = "offers"
    known = READ | KEPT | IGNORED

    def read(self, response: Response, record: Mapping[str, Any]) -> RawPosting | None:
        """Return one posting; None for one that isn't published."""
        if text(record.get("status")) not in ("", "published"):
            self.rule_out(response, "unpublished")
            return None
        return self.posting(response, **fields(record, response.url, self.board(response).token))


def fields(offer: Mapping[str, Any], page: str, token: str) -> dict[str, Any]:
    """Return the fields of a RawPosting for one offer on the board `token`.

    Raises MissingFieldError for an offer without id, title or address.
    """
    words = translation(offer)
    return {
        "source_key": f"{token}:{required(offer, 'id')}",
        "url": text(offer.get("careers_url")).strip() or offer_page(offer, page),
        "title": required({"title": offer.get("title") or words.get("title")}, "title"),
        "company": text(offer.get("company_name")).strip(),
        "location": places(offer),
        "workplace": next((name for name in WORKPLACES if offer.get(name) is True), ""),
        "employment": text(offer.get("employment_type_code")),
        "level": text(offer.get("experience_code")),
        "salary_fields": pay_range(
            mapping(offer.get("salary")), "min", "max", "currency", "period"
        ),
        "posted": text(offer.get("published_at")) or text(offer.get("created_at")),
        "closes": text(offer.get("close_at")),
        "description_html": sections(
            ("", text(offer.get(key)) or text(words.get(key)))
            for key in ("description", "requirements")
        ),
        "extra": left_over(offer, READ, IGNORED),
    }


def translation(offer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an offer's texts in English, or in its first language."""
    languages = mapping(offer.get("translations"))
    return mapping(languages.get("en") or next(iter(languages.values()), None))


def offer_page(offer: Mapping[str, Any], page: str) -> str:
    """Return the address of an offer's page: the parent of the form's, or made from its slug."""
    form = text(offer.get("careers_apply_url")).strip()
    if form.endswith("/c/new"):
        return form.removesuffix("/c/new")
    return urljoin(page, f"/o/{required(offer, 'slug')}")


def places(offer: Mapping[str, Any]) -> str:
    """Return the offer's places: "City, State, Country", several joined by `; `."""
    listed = (place(p.get("city"), p.get("state"), p.get("country"), p.get("name"))
              for p in records(offer.get("locations")))  # fmt: skip
    own = place(offer.get("city"), offer.get("state_name"), offer.get("country"), None)
    return joined(listed) or own or text(offer.get("location")).strip()


def place(city: Any, state: Any, country: Any, name: Any) -> str:
    """Return one place from its parts, or its name without parts."""
    return joined(map(said, (city, state, country)), ", ") or said(name)
