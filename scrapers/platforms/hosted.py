"""Boards with a separate host each: `TOKEN.example.com`, or the employer's domain."""

from typing import ClassVar

from scrapy import Request

from pipeline.operate.crawls.boards import Board
from scrapers.base import BaseJobSpider
from scrapers.plan import Plan


class HostedSpider(BaseJobSpider):
    """A subclass sets the `domain` of its boards and the path of a listing.

    A token with a dot is the whole host, such as `careers.acme.example`.
    """

    domain: ClassVar[str]
    listing: ClassVar[str]

    def settle(self, plan: Plan) -> None:
        """Use `plan` for this crawl, and stay on the hosts of its boards."""
        super().settle(plan)
        if plan.boards:
            hosts = {self.host(board) for board in plan.boards}
            vars(self)["allowed_domains"] = sorted(hosts)

    def board_request(self, board: Board) -> Request:
        """Return the request for a board's listing; it may redirect to the employer's domain."""
        url = f"https://{self.host(board)}{self.listing}"
        return Request(url, meta={"allow_offsite": True})  # other checks limit redirects

    def host(self, board: Board) -> str:
        """Return the host of a board."""
        return board.token if "." in board.token else f"{board.token}.{self.domain}"
