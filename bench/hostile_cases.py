"""The hostile inputs: their names, the functions that make them, and their readers."""

import gzip
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.hostile_inputs import (
    DESCRIPTION,
    MB,
    PAGE,
    described,
    flight,
    flight_references,
    job,
    jobs,
    keyed_reference,
    ld,
    posting,
    referred,
    sitemap,
    told,
    warc,
)
from models.raw import PayField


class Case(NamedTuple):
    """One input: `build` makes it, a reader of READERS reads it."""

    name: str
    build: Callable[[], Any]
    reader: str


GOOD = '{"id":#,"title":"Engineer #","absolute_url":"https://a.example/#"}'
CASES = (
    # --- lists of records ---
    Case("300,000 empty records", jobs("{}", 300_000), "greenhouse"),
    Case("4,000,000 lists as records", jobs("[]", 4_000_000), "greenhouse"),
    Case("3,000,000 empty records", jobs("{}", 3_000_000), "greenhouse"),
    Case("240,000 empty records", jobs("{}", 240_000), "greenhouse"),
    Case("250,000 jobs of 50 bytes", jobs(GOOD, 160_000), "greenhouse"),
    Case("100,000 jobs", jobs(GOOD, 100_000), "greenhouse"),
    Case("numbers of 40 digits x 300,000", jobs("1" * 40, 300_000), "greenhouse"),
    Case("numbers of 4,000 digits x 4,000", jobs("1" * 4_000, 4_000), "greenhouse"),
    Case(
        "800,000 new keys in a job",
        lambda: b'{"jobs":[{%s}]}' % b",".join(b'"k%d":1' % n for n in range(800_000)),
        "greenhouse",
    ),
    Case(
        "400,000 new keys in a job",
        lambda: b'{"jobs":[{%s}]}' % b",".join(b'"k%d":"v%d"' % (n, n) for n in range(400_000)),
        "greenhouse",
    ),
    Case(
        "100,000 pay ranges in a job",
        lambda: json.dumps(
            {
                "jobs": [
                    {
                        "id": 1,
                        "title": "E",
                        "absolute_url": "https://a.example/1",
                        "pay_input_ranges": [
                            {"min_cents": n, "max_cents": n + 1, "currency_type": "USD"}
                            for n in range(100_000)
                        ],
                    }
                ]
            }
        ).encode(),
        "greenhouse",
    ),
    Case(
        "1 job of a 16 MB text",
        lambda: json.dumps(
            {
                "jobs": [
                    {
                        "id": 1,
                        "title": "E",
                        "absolute_url": "https://a.example/1",
                        "content": "&lt;p&gt;a" * (PAGE // 10),
                    }
                ]
            }
        ).encode(),
        "greenhouse",
    ),
    Case(
        "100,000 comments",
        jobs('{"id":#,"comment_text":"Acme | ML Engineer | Berlin | 100k"}', 100_000, "hits"),
        "hackernews",
    ),
    Case(
        "300,000 XML positions",
        lambda: (
            b"<workzag-jobs>%s</workzag-jobs>"
            % (b"<position><id>1</id><name>E</name></position>" * 300_000)
        ),
        "personio",
    ),
    Case(
        "4,000,000 XML elements",
        lambda: b"<workzag-jobs>%s</workzag-jobs>" % (b"<a/>" * 4_000_000),
        "personio",
    ),
    Case(
        "one XML position of 2,000,000 children",
        lambda: b"<workzag-jobs><position>%s</position></workzag-jobs>" % (b"<a/>" * 2_000_000),
        "personio",
    ),
    # --- JSON-LD ---
    Case("@id of 1 MB, 2,000 postings", referred(1_000_000, 2_000), "jsonld"),
    Case("@id of 200 KB, 2,000 postings", referred(200_000, 2_000), "jsonld"),
    Case("@id of 1 MB in extra, 2,000 postings", referred(1_000_000, 2_000, "industry"), "jsonld"),
    Case("@id of 20,000 keys and one more", keyed_reference, "jsonld"),
    Case(
        "100,000 linked @ids",
        lambda: ld(
            {
                "@graph": [{"@id": f"#{n}", "x": {"@id": f"#{n + 1}"}} for n in range(100_000)]
                + [job(1, industry={"@id": "#1"})]
            }
        ),
        "jsonld",
    ),
    Case("100,000 distinct scripts", lambda: ld(*(job(n) for n in range(100_000))), "jsonld"),
    Case(
        "30,000 like postings",
        lambda: ld(
            [
                job(1, datePosted="2026-11-01") | {"description": f"text {n}", "identifier": None}
                for n in range(30_000)
            ]
        ),
        "jsonld",
    ),
    Case(
        "baseSalary list of 100,000",
        lambda: ld(job(1, baseSalary=[{"minValue": n, "maxValue": n + 1} for n in range(100_000)])),
        "jsonld",
    ),
    Case(
        "100,000 places",
        lambda: ld(
            job(
                1,
                jobLocation=[{"address": {"addressLocality": f"Town {n}"}} for n in range(100_000)],
            )
        ),
        "jsonld",
    ),
    Case(
        "3,000 places in 100 postings",
        lambda: ld(
            [
                job(
                    k,
                    jobLocation=[
                        {"address": {"addressLocality": f"Town {n}"}} for n in range(3_000)
                    ],
                )
                for k in range(100)
            ]
        ),
        "jsonld",
    ),
    Case("4,000,000 elements", lambda: b"<html><body>" + b"<b>" * (PAGE // 3 - 20), "jsonld"),
    Case("to be mended: {", lambda: ld('{"@type":"JobPosting"' + "{" * DESCRIPTION), "jsonld"),
    Case(
        "to be mended: {a:",
        lambda: ld('{"@type":"JobPosting"' + "{a:" * (DESCRIPTION // 3)),
        "jsonld",
    ),
    Case(
        "to be mended: words",
        lambda: ld('{"@type":"JobPosting",' + "word " * (DESCRIPTION // 5)),
        "jsonld",
    ),
    Case(
        "to be mended: backslashes",
        lambda: ld('{"@type":"JobPosting","a":"' + "\\" * DESCRIPTION),
        "jsonld",
    ),
    Case(
        "to be mended: 30 blocks of 500 KB",
        lambda: ld(*('{"@type":"JobPosting"' + str(n) + "{a:" * 170_000 for n in range(30))),
        "jsonld",
    ),
    Case(
        "700,000 JavaScript keys",
        lambda: ld("{'@type':'JobPosting'," + ",".join(f"k{n}:1" for n in range(700_000)) + "}"),
        "jsonld",
    ),
    Case(
        "flight: 500 KB referred to 5,000 times",
        lambda: flight_references(500_000, 5_000),
        "jsonld",
    ),
    Case(
        "flight: 100,000 pushes",
        lambda: flight("".join(f'{n:x}:["JobPosting"]\n' for n in range(100_000)), 100_000),
        "jsonld",
    ),
    Case(
        "flight: 300,000 rows",
        lambda: flight("".join(f'{n:x}:["JobPosting"]\n' for n in range(300_000))),
        "jsonld",
    ),
    Case(
        "flight: 300,000 broken rows",
        lambda: flight("".join(f'{n:x}:["JobPosting"\n' for n in range(300_000))),
        "jsonld",
    ),
    Case(
        "flight: one text of JSON, 200 times",
        lambda: flight(
            f"1:T{40_000:x},"
            + json.dumps([job(1, x="y" * 100)] * 220)[:39_999]
            + "]"
            + "2:"
            + json.dumps({"JobPosting": ["$1"] * 100_000})
            + "\n"
        ),
        "jsonld",
    ),
    # --- sitemaps, robots, archives ---
    Case("sitemap of 900,000 jobs, gz", lambda: sitemap(900_000), "sitemap"),
    Case("sitemap of 900,000 other pages, gz", lambda: sitemap(900_000, "p"), "sitemap"),
    Case("sitemap of 300,000 jobs, plain", lambda: sitemap(300_000, packed=False), "sitemap"),
    Case(
        "sitemap of bad addresses",
        lambda: b"<urlset>%s</urlset>" % (b"<url><loc>http://[::1/jobs/</loc></url>" * 300_000),
        "sitemap",
    ),
    Case(
        "sitemap, gz bomb of 2 GB",
        lambda: gzip.compress(gzip.compress(b" " * (256 * MB), 9) * 8, 9),
        "sitemap",
    ),
    Case(
        "sitemap of 4,000,000 elements",
        lambda: b"<urlset>%s</urlset>" % (b"<a/>" * 4_000_000),
        "sitemap",
    ),
    Case(
        "robots.txt of a million rules",
        lambda: b"User-agent: *\n" + b"".join(b"Disallow: /%d\n" % n for n in range(1_000_000)),
        "robots",
    ),
    Case("archive: one record of 200 MB", lambda: warc(200 * MB), "archive"),
    Case("archive: three records of 250 MB", lambda: warc(250 * MB) * 3, "archive"),
    Case("archive: packed record of 200 MB", lambda: gzip.compress(warc(200 * MB), 6), "archive"),
    # --- cleaning ---
    *(
        Case(f"description: {piece[:30]!r}", told(piece), "clean")
        for piece in (
            "<",
            "< ",
            "<a",
            "<b>",
            "</",
            "&lt;",
            "&amp;lt;",
            "<p>",
            "<!--",
            "5+ years ",
            "5+ years of experience. ",
            "Bachelor's or Master's degree in, ",
            "Bachelor's degree preferred; ",
            "$100,000 - $120,000 a year. ",
            "Python, Go, R, ",
            "remote ",
            "Berlin, Germany; ",
            "\u00c3\u00a9",
            "\u4eba\u5de5",
            "a\u0301",
            "@",
            "a@b.co ",
            "+1 555 010 0199 ",
            "Recruiter: Jo Doe ",
            "\u0000",
            "\ud83d",
            "1e400 ",
            "Requirements:\n",
            "a.",
            "\n",
            "We are hiring. ",
            "http://a.b/c ",
        )
    ),
    Case(
        "description: 100,000 nested tags",
        lambda: described("<div>" * 100_000 + "x" + "</div>" * 100_000),
        "clean",
    ),
    Case(
        "5,000 pay fields",
        lambda: posting(
            salary_fields=tuple(
                PayField(
                    min=str(n * 10 + 50_000),
                    max=str(n * 10 + 60_000),
                    currency="USD",
                    unit="YEAR",
                    label=f"L{n}",
                )
                for n in range(5_000)
            )
        ),
        "clean",
    ),
    Case(
        "50,000 pay fields",
        lambda: posting(
            salary_fields=tuple(
                PayField(min=str(n + 50_000), max=str(n + 60_000), currency="USD")
                for n in range(50_000)
            )
        ),
        "clean",
    ),
    Case(
        "100 pay fields of 50 KB",
        lambda: posting(
            salary_fields=tuple(PayField(text=f"${n},000 - $90,000 " * 2_500) for n in range(100))
        ),
        "clean",
    ),
    Case(
        "one pay field of 5 MB",
        lambda: posting(
            salary_fields=(
                PayField(text="$90,000 " * 600_000, label="a " * MB, min="1" * MB, max="2 " * MB),
            )
        ),
        "clean",
    ),
    Case("pay of 100,000 digits", lambda: posting(salary="1" * 100_000), "clean"),
    Case("pay of 5 MB", lambda: posting(salary="$100,000 - " * 450_000), "clean"),
    Case("title of 1 MB", lambda: posting(title="Senior ML Engineer " * 55_000), "clean"),
    Case("places of 1 MB", lambda: posting(location="Berlin, Germany; " * 60_000), "clean"),
    Case(
        "unlike places of 1 MB",
        lambda: posting(location="; ".join(f"Town {n}, XY" for n in range(60_000))),
        "clean",
    ),
    Case("employer of 1 MB", lambda: posting(company="Acme GmbH & Co. KG " * 55_000), "clean"),
    Case("workplace of 1 MB", lambda: posting(workplace="remote hybrid " * 70_000), "clean"),
    Case("employment of 1 MB", lambda: posting(employment="full-time contract " * 55_000), "clean"),
    Case("level of 1 MB", lambda: posting(level="senior junior " * 70_000), "clean"),
    Case(
        "days of 1 MB",
        lambda: posting(posted="2026-11-01 " * 90_000, closes="3 days ago " * 90_000),
        "clean",
    ),
    Case(
        "extra of 1 MB", lambda: posting(extra={f"k{n}": "x" * 20 for n in range(40_000)}), "clean"
    ),
)
