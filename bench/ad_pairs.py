"""Make pairs of job ads, each labelled by how it was made.

`python -m bench.ad_pairs` prints them as the batch `templates` of duplicates.csv. People wrote the
other batches of tests/labels/ by hand.
"""

import csv
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta

from bench.ads import (
    AGENCIES,
    CLIENTS,
    EMPLOYERS,
    ROLES,
    TEAMS,
    TOWNS,
    Ad,
    agencys_ad,
    edited,
    employers_ad,
)

FIELDS = (
    "source",
    "board",
    "url",
    "title",
    "company",
    "location",
    "salary",
    "posted",
    "description",
)
FEEDS = ("arbeitnow", "himalayas", "jobicy", "themuse", "adzuna", "workingnomads")
BOARDS = ("greenhouse", "lever", "ashby", "personio", "recruitee")
Pair = tuple[Ad, Ad]


class Maker:
    """Makes pairs, one kind after the other. The same seed gives the same pairs."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def employer(self, **fixed: str) -> Ad:
        """Return an employer's ad on its own board."""
        draw = self.draw
        name = fixed.get("name") or draw.choice(list(EMPLOYERS))
        role = fixed.get("role") or draw.choice(list(ROLES))
        team = fixed.get("team") or draw.choice(list(TEAMS))
        level = draw.choice(("", "", "Senior ", "Junior ", "Lead "))
        tail = draw.choice(("", f", {team}", f" - {team}"))
        return Ad(
            source=draw.choice(BOARDS),
            board=name.split()[0].lower(),
            key=str(draw.randrange(10**6, 10**7)),
            company=name,
            title=f"{level}{role}{tail}",
            location=f"{draw.choice(TOWNS)}, United Kingdom",
            posted=self.day(),
            salary=draw.choice(("", self.pay())),
            text=employers_ad(draw, name, role, team),
        )

    def agency(self, **fixed: str) -> Ad:
        """Return an agency's ad on a board where anybody posts."""
        draw = self.draw
        name = fixed.get("name") or draw.choice(list(AGENCIES))
        role = fixed.get("role") or draw.choice(list(ROLES))
        client = fixed.get("client") or draw.choice(CLIENTS)
        return Ad(
            source=draw.choice(FEEDS),
            key=str(draw.randrange(10**6, 10**7)),
            company=name,
            title=draw.choice(("", "Senior ", "Lead ")) + role,
            location=f"{draw.choice(TOWNS)}, United Kingdom",
            posted=self.day(),
            salary=self.pay(),
            text=agencys_ad(draw, name, role, client),
        )

    def pay(self) -> str:
        """Return a band of pay."""
        low = self.draw.randrange(35, 95, 5)
        return f"£{low},000 - £{low + self.draw.choice((5, 10, 15, 20))},000"

    def day(self, after: str = "", at_most: int = 200) -> str:
        """Return a day of the year, or one some days after another."""
        if not after:
            return (date(2026, 1, 5) + timedelta(self.draw.randrange(200))).isoformat()
        return (date.fromisoformat(after) + timedelta(self.draw.randrange(at_most))).isoformat()

    def key(self) -> str:
        """Return a new id."""
        return str(self.draw.randrange(10**6, 10**7))

    def feed(self, ad: Ad, **changes: object) -> Ad:
        """Return the ad as a feed shows it some days later."""
        said = {"board": "", "posted": self.day(ad.posted, 9), **changes}
        return ad.on(self.draw.choice([f for f in FEEDS if f != ad.source]), self.key(), **said)

    def town(self, ad: Ad) -> str:
        """Return another town than the ad's."""
        return self.draw.choice([t for t in TOWNS if t not in ad.location])

    # One job.

    def copied(self) -> Pair:
        """An ad and the copy of a feed: the name without its form, the title decorated."""
        ad = self.employer()
        bare = ad.company.removesuffix(" GmbH").removesuffix(" AS").removesuffix(" Ltd")
        title = self.draw.choice(("{} (m/w/d)", "{}", "{} - urgent", "{} [Hybrid]")).format(
            ad.title
        )
        return ad, self.feed(ad, company=bare, title=title)

    def framed(self) -> Pair:
        """A copy framed by words of the feed, without the pay."""
        ad = self.employer()
        frame = (
            f"{ad.company} is hiring. Find more jobs like this one on our site.",
            "Please mention where you saw this ad, as thanks to us. Apply with one click.",
        )
        return ad, self.feed(ad, salary="", text=(frame[0], *ad.text, frame[1]))

    def excerpt(self) -> Pair:
        """A feed that shows only the beginning."""
        ad = self.employer()
        return ad, self.feed(ad, text=ad.text[: self.draw.randrange(7, 10)])

    def towns(self) -> Pair:
        """One ad for two towns."""
        ad = self.draw.choice((self.agency, self.agency, self.employer))()
        other = self.town(ad)
        ad = ad if ad.company in AGENCIES else self.feed(ad)
        here = f"This position is based in {ad.location.split(',')[0]}."
        there = f"This position is based in {other}."
        twin = ad.on(ad.source, self.key(), location=f"{other}, United Kingdom")
        return (
            ad.on(ad.source, ad.key, text=(*ad.text, here)),
            twin.on(twin.source, twin.key, text=(*ad.text, there)),
        )

    def reposted(self) -> Pair:
        """An ad posted again within two months, a few words edited, one end of the pay moved."""
        ad = self.agency()
        low, high = (int(part.strip(" £").replace(",", "")) for part in ad.salary.split("-"))
        pay = self.draw.choice((ad.salary, f"£{low:,} - £{high + 3000:,}"))
        text = edited(self.draw, ad.text, self.draw.randrange(1, 7))
        return ad, ad.on(
            ad.source, self.key(), posted=self.day(ad.posted, 50), salary=pay, text=text
        )

    def retitled(self) -> Pair:
        """An ad posted again under a longer title."""
        ad = self.agency(client=self.draw.choice(CLIENTS))
        more = self.draw.choice(("{} - {}", "{} ({})")).format(
            ad.title, self.draw.choice(("Great Team", "Hybrid Working", "Growing Business"))
        )
        return ad, ad.on(ad.source, self.key(), title=more, posted=self.day(ad.posted, 20))

    def renamed(self) -> Pair:
        """A copy under the group's or the brand's name."""
        ad = self.employer()
        return ad, self.feed(ad, company=f"{ad.company.split()[0]} Group Holdings")

    def linked(self) -> Pair:
        """A feed without a text, but with the address to apply at."""
        ad = self.employer()
        url = f"https://boards.greenhouse.io/{ad.board}/jobs/{ad.key}"
        link = f"https://careers.{ad.board}.example/openings?gh_jid={ad.key}&gh_src=feed"
        own = ad.on("greenhouse", ad.key)
        twin = self.feed(ad, text=(), salary="", company=f"{ad.company} careers")
        return with_url(own, url), with_url(twin, link)

    # Two jobs.

    def clients(self) -> Pair:
        """An agency's same title for two clients, at other pay."""
        ad = self.agency()
        one, two = self.draw.sample(CLIENTS, 2)
        role = next(r for r in ROLES if ad.title.endswith(r))
        texts = [agencys_ad(self.draw, ad.company, role, client) for client in (one, two)]
        pay = self.draw.choice([p for p in (self.pay() for _ in range(9)) if p != ad.salary])
        first = ad.on(ad.source, ad.key, text=texts[0])
        return first, first.on(
            ad.source, self.key(), text=texts[1], salary=pay, posted=self.day(ad.posted, 20)
        )

    def clients_same_pay(self) -> Pair:
        """An agency's same title for two clients, at the same pay."""
        one, two = self.clients()
        return one, two.on(two.source, two.key, salary=one.salary)

    def teams(self) -> Pair:
        """One employer's same role in two teams."""
        name, role = self.draw.choice(list(EMPLOYERS)), self.draw.choice(list(ROLES))
        one, two = self.draw.sample(list(TEAMS), 2)
        a, b = (
            self.employer(name=name, role=role, team=one),
            self.employer(name=name, role=role, team=two),
        )
        return a.on(FEEDS[0], a.key, title=f"{role}, {one}"), b.on(
            FEEDS[1], b.key, title=f"{role}, {two}", location=a.location, posted=a.posted
        )

    def levels(self) -> Pair:
        """One text for a senior and a junior."""
        ad = self.feed(self.employer())
        role = next(r for r in ROLES if r in ad.title)
        titles = self.draw.sample(("Junior {}", "Senior {}", "Lead {}", "Principal {}"), 2)
        text = edited(self.draw, ad.text, 2)
        return ad.on(ad.source, ad.key, title=titles[0].format(role)), ad.on(
            ad.source, self.key(), title=titles[1].format(role), text=text
        )

    def listed(self) -> Pair:
        """Two ids of one employer's full listing, with one text."""
        ad = self.employer()
        return ad, ad.on(ad.source, self.key())

    def numbered(self) -> Pair:
        """Two openings with one text and two numbers of the employer."""
        ad = self.feed(self.employer())
        number = self.draw.randrange(10_000, 90_000)
        return ad.on(ad.source, ad.key, title=f"{ad.title} (R-{number})"), ad.on(
            ad.source, self.key(), title=f"{ad.title} (R-{number + 7})"
        )

    def imitated(self) -> Pair:
        """Two employers in two towns with the same list of tasks."""
        one, two = self.draw.sample(list(EMPLOYERS), 2)
        a = self.feed(self.employer(name=one))
        about, tone, perks = EMPLOYERS[two]
        text = (about, *a.text[1:-6], tone, "What we offer", perks, *a.text[-3:])
        return a, a.on(
            a.source, self.key(), company=two, text=text, location=f"{self.town(a)}, United Kingdom"
        )

    def later(self) -> Pair:
        """The same ad half a year on."""
        ad = self.agency()
        day = date.fromisoformat(ad.posted) + timedelta(self.draw.randrange(120, 200))
        return ad, ad.on(ad.source, self.key(), posted=day.isoformat())

    def sites(self) -> Pair:
        """One employer's title in two towns, with different work in each."""
        name, role = self.draw.choice(list(EMPLOYERS)), self.draw.choice(list(ROLES))
        one, two = self.draw.sample(list(TEAMS), 2)
        a, b = (
            self.employer(name=name, role=role, team=one),
            self.employer(name=name, role=role, team=two),
        )
        return a.on(FEEDS[0], a.key, title=role, salary=""), b.on(
            FEEDS[1],
            b.key,
            title=role,
            salary="",
            location=f"{self.town(a)}, United Kingdom",
            posted=a.posted,
        )


def with_url(ad: Ad, url: str) -> Ad:
    """Return the ad with a URL."""
    return Ad(
        ad.source,
        ad.key,
        ad.company,
        ad.title,
        ad.location,
        ad.posted,
        ad.salary,
        ad.text,
        ad.board,
        url,
    )


KINDS: tuple[tuple[str, bool, int], ...] = (
    ("copied", True, 20), ("framed", True, 16), ("excerpt", True, 12), ("towns", True, 18),
    ("reposted", True, 16), ("retitled", True, 10), ("renamed", True, 8), ("linked", True, 8),
    ("clients", False, 20), ("clients_same_pay", False, 10), ("teams", False, 14),
    ("levels", False, 12), ("listed", False, 10), ("numbered", False, 8), ("imitated", False, 8),
    ("later", False, 8), ("sites", False, 8),
)  # fmt: skip


def main() -> None:
    """Write the pairs as CSV."""
    maker = Maker(11)
    header = [
        "batch",
        "pair",
        "kind",
        "same",
        "alone",
        *(f"{f}_{side}" for side in "ab" for f in FIELDS),
    ]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    n = 0
    for kind, same, count in KINDS:
        make: Callable[[], Pair] = getattr(maker, kind)
        for _ in range(count):
            n += 1
            sides = [value for side, ad in enumerate(make()) for value in cells(ad, f"{n}-{side}")]
            out.writerow(["templates", n, kind, "yes" if same else "", "", *sides])


def cells(ad: Ad, key: str) -> list[str]:
    """Return an ad as cells; an ad without a URL gets one."""
    url = ad.url or f"https://{ad.source}.example/jobs/{key}-{ad.key}"
    return [
        ad.source,
        ad.board,
        url,
        ad.title,
        ad.company,
        ad.location,
        ad.salary,
        ad.posted,
        "\n".join(ad.text),
    ]


if __name__ == "__main__":
    main()
