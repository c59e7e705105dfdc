"""Remote OK. Its terms require a link without nofollow, and its name as the source."""

from scrapers.platforms.remoteok import RemoteOkSpider


class RemoteOk(RemoteOkSpider):
    """The public API, with its terms in the first record: https://remoteok.com/api."""

    name = "remoteok"
    allowed_domains = ["remoteok.com"]
    start_urls = ["https://remoteok.com/api"]
