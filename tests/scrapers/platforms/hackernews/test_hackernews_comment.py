import pytest

from scrapers.platforms.hackernews.comment import LONGEST, MOST, description, plain, roles
from scrapers.platforms.hackernews.words.job_names import job_name
from scrapers.platforms.hackernews.words.money import pay_in
from scrapers.platforms.hackernews.words.segments import read_segment
from tests.support.rows import every_row

# A comment; what is read of each job: title, company, place, workplace, contract, pay.
COMMENTS = [
    (
        (
            "Brindlow (YC S21) | ML Engineer, Data Engineer | London or Remote (UK) | Full-time "
            '| £80k-£110k | <a href="https:&#x2F;&#x2F;brindlow.example" rel="nofollow">https:…</a>'
        ),
        [
            (
                "ML Engineer",
                "Brindlow",
                "London or Remote (UK)",
                "remote",
                "full-time",
                "£80k-£110k",
            ),
            (
                "Data Engineer",
                "Brindlow",
                "London or Remote (UK)",
                "remote",
                "full-time",
                "£80k-£110k",
            ),
        ],
    ),
    (
        "Brindlow | $150-200k | Remote | Staff ML Engineer",
        [("Staff ML Engineer", "Brindlow", "Remote", "remote", "", "$150-200k")],
    ),
    (
        "Brindlow - Data Scientist - Berlin, Germany - Onsite - 70-90k EUR<p>We map roofs.",
        [("Data Scientist", "Brindlow", "Berlin, Germany; Onsite", "onsite", "", "70-90k EUR")],
    ),
    (
        "Brindlow \u2014 Staff ML Engineer \u2014 NYC \u2014 $200k\u2013$250k",
        [("Staff ML Engineer", "Brindlow", "NYC", "", "", "$200k\u2013$250k")],
    ),
    (
        "Senior Data Engineer | Brindlow | Boston | ONSITE",
        [("Senior Data Engineer", "Brindlow", "Boston; ONSITE", "onsite", "", "")],
    ),
    (
        "brindlow.example | Data Engineer | On-site (Hybrid)",
        [("Data Engineer", "brindlow.example", "On-site (Hybrid)", "", "", "")],
    ),
    (
        '<a href="https:&#x2F;&#x2F;www.brindlow.example&#x2F;x">b…</a> | Data Engineer | Oslo',
        [("Data Engineer", "brindlow.example", "Oslo", "", "", "")],
    ),
    (
        (
            "Brindlow | AI copilots for engineers | Remote (EU) | Multiple roles"
            "<p>- Senior ML Engineer (Remote, $180k-$210k)<p>- Data Analyst"
            "<p>- 5+ years as an engineer<p>We ship every day as engineers do."
        ),
        [
            ("Senior ML Engineer", "Brindlow", "Remote (EU)", "remote", "", "$180k-$210k"),
            ("Data Analyst", "Brindlow", "Remote (EU)", "remote", "", ""),
        ],
    ),
    (
        (
            "Brindlow (brindlow.example) - Maps for roofs | NYC, NY | Full time"
            "\n-- Founding ML Engineer\n-- Founding Data Engineer<p>We are three people."
        ),
        [
            ("Founding ML Engineer", "Brindlow", "NYC, NY", "", "full time", ""),
            ("Founding Data Engineer", "Brindlow", "NYC, NY", "", "full time", ""),
        ],
    ),
    (
        (
            "Brindlow | 150-250k+ + equity | Remote (US only) | Multiple roles<p>We are "
            "looking for: Staff and Senior SWEs - ML Engineers "
            "- An Engineering Manager for our MLE team - More!"
        ),
        [
            (
                "Staff and Senior SWEs",
                "Brindlow",
                "Remote (US only)",
                "remote",
                "",
                "150-250k+ + equity",
            ),
            ("ML Engineers", "Brindlow", "Remote (US only)", "remote", "", "150-250k+ + equity"),
            (
                "Engineering Manager for our MLE team",
                "Brindlow",
                "Remote (US only)",
                "remote",
                "",
                "150-250k+ + equity",
            ),
        ],
    ),
    (
        (
            "Brindlow | SF | Full-time<p>Senior Backend Engineer | Remote US | $160k"
            "<p>ML Engineer | SF | $190k-$220k<p>We raised $20M."
        ),
        [
            ("Senior Backend Engineer", "Brindlow", "Remote US", "remote", "full-time", "$160k"),
            ("ML Engineer", "Brindlow", "SF", "", "full-time", "$190k-$220k"),
        ],
    ),
    (
        (
            "Brindlow | Remote | $170-230K<p>Brindlow is hiring a full-stack Senior ML "
            "Engineer who likes roofs.<p>We're looking for engineers who like ladders."
        ),
        [("full-stack Senior ML Engineer", "Brindlow", "Remote", "remote", "", "$170-230K")],
    ),
    (
        (
            "Company: Brindlow\nLocation: Oslo (Hybrid)\nType: Full-time\nSalary: NOK 900k<p>"
            "Medior Data Engineer (Python)<p>Tech stack:\nPython"
        ),
        [
            (
                "Medior Data Engineer (Python)",
                "Brindlow",
                "Oslo (Hybrid)",
                "hybrid",
                "Full-time",
                "NOK 900k",
            )
        ],
    ),
    (
        "Company: Brindlow\nRole: ML Engineer\nCompensation: €3000\u2013€3525/month",
        [("ML Engineer", "Brindlow", "", "", "", "€3000\u2013€3525/month")],
    ),
    (
        "Brindlow is hiring a Senior Machine Learning Engineer in Berlin. We build robots.",
        [("Senior Machine Learning Engineer", "Brindlow", "Berlin", "", "", "")],
    ),
    (
        "Brindlow | Raised $20M Series A | Data Engineer | Paris",
        [("Data Engineer", "Brindlow", "Paris", "", "", "")],
    ),
    (
        "Brindlow | OpenZFS Developer | REMOTE | Full-time Contract",
        [("OpenZFS Developer", "Brindlow", "REMOTE", "remote", "full-time contract", "")],
    ),
    (
        "ML Engineer / Brindlow / https://brindlow.example / Remote / CONTRACT / up to $250 daily",
        [("ML Engineer", "Brindlow", "Remote", "remote", "contract", "up to $250 daily")],
    ),
    (
        "Brindlow[http://brindlow.example] | Hiring data engineers | Uxbridge, ON | C$60-80k",
        [("data engineers", "Brindlow", "Uxbridge, ON", "", "", "C$60-80k")],
    ),
    (
        "Brindlow | Nottingham, UK<p>Roles: Senior PHP developer, Data analyst, QA engineer.",
        [
            ("Senior PHP developer", "Brindlow", "Nottingham, UK", "", "", ""),
            ("Data analyst", "Brindlow", "Nottingham, UK", "", "", ""),
            ("QA engineer", "Brindlow", "Nottingham, UK", "", "", ""),
        ],
    ),
    (
        "Brindlow | Oslo<p>We're hiring Senior Data Scientists and a Product Manager for roofs.",
        [
            ("Senior Data Scientists", "Brindlow", "Oslo", "", "", ""),
            ("Product Manager", "Brindlow", "Oslo", "", "", ""),
        ],
    ),
    (
        "Brindlow | Remote<p>We hire:<p>Founding Engineer (Backend) $150-200k<p>2 Data Analysts",
        [
            ("Founding Engineer (Backend)", "Brindlow", "Remote", "remote", "", "$150-200k"),
            ("Data Analysts", "Brindlow", "Remote", "remote", "", ""),
        ],
    ),
    (
        "Brindlow | ML Engineer, SDR | REMOTE<p>ML Engineer | UK | £80K to £95K",
        [
            ("ML Engineer", "Brindlow", "UK", "remote", "", "£80K to £95K"),
            ("SDR", "Brindlow", "REMOTE", "remote", "", ""),
        ],
    ),
    (
        "Director of Data Science | Part-Time | Remote | £110k - £140k GBP<p>Mail us.",
        [
            (
                "Director of Data Science",
                "",
                "Remote",
                "remote",
                "part-time",
                "£110k - £140k GBP",
            )
        ],
    ),
    (
        "Staff ML Engineer | Porto / Remote | Contract | Equity and benefits",
        [("Staff ML Engineer", "", "Porto / Remote", "remote", "contract", "")],
    ),
    (
        "Brindlow is hiring a Staff Data Engineer for the roofs team. Remote (UK). We pay well.",
        [("Staff Data Engineer", "Brindlow", "Remote (UK)", "remote", "", "")],
    ),
    (
        "Brindlow | Hybrid Leeds<p>(1) ML Engineer (£70k - £80k)<p>[2] Data Analyst (£45k)",
        [
            ("ML Engineer", "Brindlow", "Hybrid Leeds", "hybrid", "", "£70k - £80k"),
            ("Data Analyst", "Brindlow", "Hybrid Leeds", "hybrid", "", "£45k"),
        ],
    ),
    (
        "Porto, Portugal | Brindlow | Data Engineer",
        [("Data Engineer", "Brindlow", "Porto, Portugal", "", "", "")],
    ),
    (
        "Brindlow (Remote EU) - ML Engineer - Rust, Spark",
        [("ML Engineer", "Brindlow", "Remote EU", "remote", "", "")],
    ),
    (
        "Brindlow | Data Eng-Search, Technical Marketing | ONSITE",
        [
            ("Data Eng-Search", "Brindlow", "ONSITE", "onsite", "", ""),
            ("Technical Marketing", "Brindlow", "ONSITE", "onsite", "", ""),
        ],
    ),
    (
        (
            "Brindlow | ML Engineer, Roof Analyst, DevRel | Oslo<p>ML Engineer: £80k - £90k"
            "<p>Roof Analyst £50k-£60k; DevRel £45k."
        ),
        [
            ("ML Engineer", "Brindlow", "Oslo", "", "", "£80k - £90k"),
            ("Roof Analyst", "Brindlow", "Oslo", "", "", "£50k-£60k"),
            ("DevRel", "Brindlow", "Oslo", "", "", "£45k"),
        ],
    ),
    (
        "Brindlow | Site Reliability Engineer | Search Lead | Oslo<p>SRE: £70-80k. Search: £60-65k",
        [
            ("Site Reliability Engineer", "Brindlow", "Oslo", "", "", "£70-80k"),
            ("Search Lead", "Brindlow", "Oslo", "", "", "£60-65k"),
        ],
    ),
    (
        "*** We hire! ***<p>Brindlow | Graz, Austria | ONSITE<p>Roles:<p>- Cloud Engineer (m/f/d)",
        [("Cloud Engineer (m/f/d)", "Brindlow", "Graz, Austria; ONSITE", "onsite", "", "")],
    ),
    (
        "Brindlow | Leeds<p>We are hiring for two teams:<p>Maps: Data Engineer, Data Analyst",
        [
            ("Data Engineer", "Brindlow", "Leeds", "", "", ""),
            ("Data Analyst", "Brindlow", "Leeds", "", "", ""),
        ],
    ),
    (
        "Leeds | Onsite | Brindlow Ltd | Data Engineer | up to £60k",
        [("Data Engineer", "Brindlow Ltd", "Leeds; Onsite", "onsite", "", "up to £60k")],
    ),
    (
        "Brindlow (https://brindlow.example) - Remote (EU)<p>We map.<p>3D Vision Engineer - £90k",
        [("3D Vision Engineer", "Brindlow", "Remote (EU)", "remote", "", "£90k")],
    ),
    (
        "Brindlow (Cork, Ireland) is hiring a Data Engineer (€70k) and a Data Analyst (€50k).",
        [
            ("Data Engineer", "Brindlow", "Cork, Ireland", "", "", "€70k"),
            ("Data Analyst", "Brindlow", "Cork, Ireland", "", "", "€50k"),
        ],
    ),
    (
        "Role: Staff ML Engineer\nCompany: Brindlow\nWhere: Cork\nComp: €110k",
        [("Staff ML Engineer", "Brindlow", "Cork", "", "", "€110k")],
    ),
    (
        "Brindlow | Remote | Open roles: - Senior Java Developer (€62k) - QA Engineer (€46k)",
        [
            ("Senior Java Developer", "Brindlow", "Remote", "remote", "", "€62k"),
            ("QA Engineer", "Brindlow", "Remote", "remote", "", "€46k"),
        ],
    ),
    ("SEEKING WORK | Oslo or remote | ML Engineer | £60k", []),
    ("Looking for work: Data Engineer | Leeds | Remote", []),
    ("I was hired as a data engineer through this thread. Thank you!", []),
    ("My friend is looking for a new job as a data engineer | any tips?", []),
    ("Great thread! Looking forward to the offers.", []),
    ("Does anyone know whether Brindlow is hiring remote?", []),
    ("Brindlow | Remote", []),
    ("", []),
    ("<p>", []),
    ("|||", []),
]


@every_row(("comment", "found"), COMMENTS, ids=[c[0][:40] for c in COMMENTS])
def test_the_jobs_of_a_comment(comment, found):
    read = roles(comment)
    assert [
        (r.title, r.company, r.location, r.workplace, r.employment, r.salary) for r in read
    ] == found


def test_the_jobs_of_a_comment_are_told_once_and_have_an_end():
    lines = "".join(f"<p>- Data Engineer {n}" for n in range(90))
    assert len(roles(f"Brindlow | Remote{lines}")) == MOST
    twice = roles("Brindlow | Remote<p>- Data Engineer<p>- data engineer")
    assert [r.title for r in twice] == ["Data Engineer"]


def test_a_jobs_description_leaves_out_the_lines_of_the_others():
    text = (
        "Brindlow | Oslo\n-- Data Engineer ($170k)\n- Senior Data Engineer ($170k)<p>We <i>map</i>."
    )
    engineer, other = found = roles(text)
    kept = text.replace("\n- Senior Data Engineer ($170k)", "")
    assert description(text, engineer, found) == kept
    assert description(text, other, found) == text.replace("\n-- Data Engineer ($170k)", "")
    (only,) = alone = roles("Brindlow | Data Engineer | Oslo<p>Pay: $170k")
    assert description("a<p>b", only, alone) == "a<p>b"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Senior Data Engineer", "title"),
        ("SRE", "title"),
        ("Annotation Lead", "title"),
        ("AI for engineers", "other"),
        ("Visa sponsorship", "terms"),
        ("0.3-0.41% Equity", "terms"),
        ("Raised $20M", "terms"),
        ("$170-225K + equity", "salary"),
        ("€75k\u2013110k", "salary"),
        ("Full-time", "contract"),
        ("Full-time or Part-time", "contract"),
        ("Internship", "contract"),
        ("REMOTE", "place"),
        ("REMOTE (full-time)", "place"),
        ("Remote (US only)", "place"),
        ("Stockholm", "place"),
        ("https://brindlow.example/jobs", "link"),
        ("brindlow.com", "link"),
    ],
)
def test_what_a_piece_of_a_header_is(text, kind):
    assert read_segment(text).kind == kind


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("ML Engineer ($150k-$180k), Paris", "$150k-$180k"),
        ("up to 120k", "up to 120k"),
        ("CHF 110'000", "CHF 110'000"),
        ("gross 65.000 EUR a year", "65.000 EUR a year"),
        ("80000\u20ac", "80000\u20ac"),
        ("A$120k + super", "A$120k + super"),
        ("90-110K", "90-110K"),
        ("Series B, $40M", ""),
        ("a $200B+ company", ""),
        ("2024", ""),
        ("24/7", ""),
    ],
)
def test_where_pay_begins_and_ends(text, pay):
    assert pay_in(text) == pay


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- An ML Engineer (Remote, EU) - build things", "ML Engineer"),
        ("Senior Engineer: own the platform", "Senior Engineer"),
        ("Analyst (Fraud)", "Analyst (Fraud)"),
        ("Founding Engineer (Backend) $150-200k", "Founding Engineer (Backend)"),
        ("3 Data Engineers", "Data Engineers"),
        ("10 years engineer", ""),
        ("5+ years as an engineer", ""),
        ("Tools for engineers", ""),
        ("We like Python", ""),
        ("Engineer " * 20, ""),
    ],
)
def test_the_name_of_a_job(text, name):
    assert job_name(text) == name


@pytest.mark.parametrize(
    "piece",
    ["9", "|", " - x", "hiring a ", "roles ", '<a href="', '<a href="x">', "(", "\n- AI of it"],
)
def test_a_comment_without_end_is_read_to_a_bound(piece):
    assert len(roles("Brindlow | " + piece * 60_000)) <= MOST
    assert len(plain(piece * 60_000)) <= LONGEST


def test_a_comment_as_text():
    link = '<a href="https:&#x2F;&#x2F;b.example&#x2F;long" rel="nofollow">https:&#x2F;…</a>'
    html = f"A&amp;B &#x2F; <i>x</i><p>see {link}"
    assert plain(html) == "A&B / x\nsee https://b.example/long"


@every_row(
    ("said", "jobs"),
    [
        ("EDIT: this position has been filled, thanks!", 0),
        ("[FILLED]", 0),
        ("Both roles are now filled.", 0),
        ("The junior role has been filled, the others are still open.", 2),
        ("The QA role has been filled.", 2),
        ("We review mails until the position is filled.", 2),
    ],
)
def test_a_filled_job_is_none(said, jobs):
    header = "Gorse | Data Engineer, Data Analyst | Leeds, UK"
    assert len(roles(f"{header}<p>We map peat.<p>{said}")) == jobs
