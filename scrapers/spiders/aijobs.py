"""ai-jobs.net and its successors. Off unless turned on by name: see rules/sources/aijobs.toml."""

from scrapers.platforms.aijobs.site import AiJobsSpider


class AiJobs(AiJobsSpider):
    """Listings, jobs and the articles under /insights/, given as `urls=...`."""

    name = "aijobs"
    allowed_domains = ["ai-jobs.net", "aijobs.net", "foorilla.com"]
    start_urls = ["https://foorilla.com/hiring/jobs/"]
