"""Any page with schema.org JobPosting markup, given as `urls=...`."""

from scrapers.platforms.schema_org.site import SchemaOrgSpider


class JsonLd(SchemaOrgSpider):
    """The generic reader; a site of its own is a spider like this with domains and addresses."""

    name = "jsonld"
    # No domains: those of the addresses it is given.
