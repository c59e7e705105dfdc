"""Boards that each have a host of their own: `TOKEN.example.com`, or the employer's domain."""

from typing import ClassVar

from scrapy import Request

from scrapers.base import BaseJobSpider
from scrapers.boards import Board
from scrapers.plan import Plan


class HostedSpider(BaseJobSpider):
    """A platform over it names the `domain` its boards are under, and the path of a listing.

    A token with a dot in it is a host by itself, such as `careers.acme.example`.
    """

    domain: ClassVar[str]
    listing: ClassVar[str]

    def settle(self, plan: Plan) -> None:
        """Take a plan as this crawl's own, and stay on the hosts of its boards."""
        super().settle(plan)
        if plan.boards:
            hosts = {self.host(board) for board in plan.boards}
            vars(self)["allowed_domains"] = sorted(hosts)

    def board_request(self, board: Board) -> Request:
        """Return the request for a board's listing, which may lead to the employer's own domain."""
        url = f"https://{self.host(board)}{self.listing}"
        return Request(url, meta={"allow_offsite": True})  # redirects are bounded by the guards

    def host(self, board: Board) -> str:
        """Return the host of a board."""
        return board.token if "." in board.token else f"{board.token}.{self.domain}"
