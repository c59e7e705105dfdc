"""Read a schema.org JobPosting node into the fields of a RawPosting.

Properties: https://schema.org/JobPosting. The tests show how employers deviate from them.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapers.platforms.schema_org.pay import pay_fields, pay_text
from scrapers.platforms.schema_org.place import places
from scrapers.platforms.schema_org.text import description
from scrapers.readers.page_url import absolute, without_tracking
from scrapers.readers.record_values import MissingFieldError, joined, keys, left_over, said, several

READ = keys(
    "@type @context @id title description responsibilities qualifications hiringOrganization"
    " jobLocation jobLocationType baseSalary salaryCurrency employmentType"
    " datePosted validThrough identifier url mainEntityOfPage"
)
# Read in part or not yet; the whole value is kept in `extra`.
KEPT = keys(
    "applicantLocationRequirements estimatedSalary skills experienceRequirements"
    " educationRequirements experienceInPlaceOfEducation industry occupationalCategory"
    " relevantOccupation workHours jobBenefits incentiveCompensation incentives"
    " totalJobOpenings jobStartDate jobImmediateStart employmentUnit employerOverview"
    " specialCommitments uniqueJobCode physicalRequirement sensoryRequirement"
    " securityClearanceRequirement eligibilityToWorkRequirement interview_process"
)
# About the application form, the page, or a person.
IGNORED = keys("directApply image logo sameAs applicationContact potentialAction")


def fields(node: Mapping[str, Any], page: str) -> dict[str, Any]:
    """Return the fields of a RawPosting for one JobPosting of the page at address `page`.

    Raises MissingFieldError for a posting without a title.
    """
    title = said(node.get("title")) or said(node.get("name"))
    if not title:
        raise MissingFieldError("title: empty or missing")
    url = absolute(page, _addresses(node))
    return {
        "source_key": source_key(node, url),
        "url": url,
        "title": title,
        "company": company(node),
        "location": places(node),
        "workplace": joined(map(said, several(node.get("jobLocationType")))),
        "employment": joined(map(said, several(node.get("employmentType")))),
        "salary": pay_text(node),
        "salary_fields": pay_fields(node),
        "posted": said(node.get("datePosted")),
        "closes": said(node.get("validThrough")),
        "description_html": description(node),
        "extra": left_over(node, READ, IGNORED),
    }


def company(node: Mapping[str, Any]) -> str:
    """Return the hiring organisation's name, from a node, a list of nodes, or a text."""
    for organisation in several(node.get("hiringOrganization")):
        if not isinstance(organisation, Mapping):
            return said(organisation)
        if name := said(organisation.get("name")) or said(organisation.get("legalName")):
            return name
    return ""


def source_key(node: Mapping[str, Any], url: str) -> str:
    """Return the posting's stable key: organisation and identifier, or else the address."""
    if found := identifier(node):
        return f"{' '.join(company(node).casefold().split()) or urlsplit(url).hostname}:{found}"
    return without_tracking(url)


def identifier(node: Mapping[str, Any]) -> str:
    """Return the employer's id of the posting; "" without one.

    Many pages put the employer's name there; that name does not count, as all postings share it.
    """
    stated = (*several(node.get("identifier")), node.get("uniqueJobCode"))
    for candidate in stated:
        found = said(candidate.get("value") if isinstance(candidate, Mapping) else candidate)
        if found and found.casefold() != company(node).casefold():
            return found
    return ""


def _addresses(node: Mapping[str, Any]) -> list[str]:
    stated = (*several(node.get("url")), *several(node.get("mainEntityOfPage")))
    addresses = [said(a.get("@id") if isinstance(a, Mapping) else a) for a in stated]
    # The `@id` of a node is often its address; but it may also be blank (`_:b0`) or a fragment.
    name = said(node.get("@id"))
    return [*addresses, name] if name.startswith("http") else addresses
