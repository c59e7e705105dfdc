"""Find pay that stands before whom it is for: `$170k-$190k for the platform role`."""

import re
from collections.abc import Iterator

from scrapers.platforms.hackernews.words.money import PAY, bare_pay, names_funds

REACH = 45
"""Characters between the beginning of a pay and such a word at most, and behind that word."""
_FOR = re.compile(r"\bfor (?:the |our |an? |all )?(?=\w)")
_END = re.compile(
    r"[,;.)(|]|\s[-\u2013\u2014]|\s(?:and|or|plus|in|at|with|is|are|based|depending|who|to)\s|$"
)


def pays_for(line: str) -> Iterator[tuple[str, str]]:
    """Yield each pay of a line with the words behind `for`."""
    begin = 0
    for said in _FOR.finditer(line):
        front = line[max(begin, said.start() - 2 * REACH) : said.start()]
        before = re.split(r"[.;]\s|,\s(?!\d)|\s(?:and|plus)\s", front)[-1]
        pay = PAY.search(before)
        if pay and len(before) - pay.start() <= REACH and not names_funds(before):
            behind = line[said.end() : said.end() + REACH]
            yield bare_pay(before[pay.start() :]), _END.split(behind, maxsplit=1)[0]
        begin = said.end()
