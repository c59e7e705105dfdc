"""Any page with schema.org JobPosting markup, given as `urls=...`."""

from scrapers.platforms.schema_org.site import SchemaOrgSpider


class JsonLd(SchemaOrgSpider):
    """The generic reader. For one site, declare a spider like this with domains and addresses."""

    name = "jsonld"
    # The given addresses decide the domains.
